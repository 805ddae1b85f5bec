"""Whole consortia: which clusters should go together, under the rules of a call.

In: a fitted `Scorer`, what the asker wants and what must hold. Out: the best consortia
with the proof that none is better, each opened into what its members add.

How the rooms lie, each importing from those below it::

    questions     what can be asked, as `PartnerRecommender` answers it
    building      the best consortium, then the best apart from it, and so on
    candidates    ... among all, or among the most promising of very many
    conflicts     ... or which rules cannot hold together, and what would help
    reliefs       ... each alone
    possible      ... whether any can be at all, whatever it is worth
    consortium    one of them, opened: what each member adds, how the rules stand
    changes       ... and what becomes of it when a member is swapped, or one joins
    asked         what is asked for, checked and turned into constraints
    wishes        goals that must be served, enough countries
    history       ... known partners, new ones, or a mix
    value         what clusters are worth together, in parts that add up
    parts         ... of which, and who serves what
    visitor       ... by a description, who is in no registry
    pair_parts    ... and what two are to each other
    search/       problem   the worth of pairs, wanted things, demands of one size
                  exact     branch and bound: the best one, and the proof
                  bounds    ... what no consortium can exceed that somebody is in
                  greedy    a good one at once, and its swaps
                  demands   constraints as a search asks about them
    constraints   what must hold of a consortium

`rules/` judges members by the rules of calls, and compiles these to `constraints`.
"""

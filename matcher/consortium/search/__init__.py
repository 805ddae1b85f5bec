"""The search for the best consortium of one size, with the proof that it is the best.

In: a `Problem`. Out: an `Outcome`: members, their worth, and what no other exceeds.

    problem    worth of pairs, wanted things, demands, who is locked in
    demands    constraints as a search asks about them
    bounds     what no consortium can exceed that somebody is in
    greedy     a good one at once: the best next member, then the best swaps
    exact      branch and bound: the best one
"""

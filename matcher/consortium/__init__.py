"""Whole consortia: which clusters should go together, under the rules of a call.

In: a fitted `Scorer`, what the asker wants and what must hold. Out: the best consortia
with the proof that none is better, each opened into what its members add.

How the rooms lie, each importing from those above it::

    constraints    what must hold of a consortium, as the solver understands it

`rules/` reads the rules of funding calls and turns them into `constraints`.
"""

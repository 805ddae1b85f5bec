"""Partnerships with partnerships: how they fit, what they share, what they lack.

In: a fitted `PartnerRecommender`. Out: a number for each pair by each lens, and words.

    lenses        the ways to look at a pair, in words
    overlap       lists of codes -> what is common; an order in which groups show
    landscape     all pairs by all lenses; what of a pair goes together
    sequels       who mostly are the same, or carry one another on
    shared        what two have in common
    alliances     where two could go together, and what each brings
"""

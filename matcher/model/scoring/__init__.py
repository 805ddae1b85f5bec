"""Signals and weights become scores of sides against candidates.

In: a registry, maybe weights. Out: `Scorer`, the fitted state of the recommender.

    sides        encodings -> who is scored: cluster, visitor, consortium, partnership
    ranks        the rank of everybody in every list, in memory or in a store
    strength     a score in words, by where it stands
    lists        values -> scores of clusters with all, their ranks and strengths
    scorer       sides -> values of signals; what was learnt
    agreement    whom the members of a consortium agree on, and what that adds
"""

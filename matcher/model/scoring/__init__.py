"""Signals and weights become scores of sides against candidates.

In: a registry, maybe weights. Out: `Scorer`, the fitted state of the recommender.

    sides        encodings -> who is scored: cluster, visitor, consortium, partnership
    ranks        the rank of everybody in every list, in memory or in a store
    strength     a score in words, by where it stands
    scorer       sides -> values of signals -> scores; lists and ranks of clusters
    agreement    whom the members of a consortium agree on, and what that adds
"""

"""Profiles and the past become signals, weights, scores, and answers that say why.

In: a `Registry`, and who asks. Out: suggestions and synergies, opened down to codes.

How the rooms lie, each importing from those above it::

    encoding       profiles -> arrays: a row each, a column for each code
    vectoriser     the same as a transformer of scikit-learn, for pipelines
    ties           teams of partnerships -> who was with whom
    past           what partnerships say about clusters, as counts to be taken back
    contributions  what is said of a signal, and what it adds to a score, in words too
    signals/       arrays, past -> encodings and values: why two clusters may fit
    values         encodings -> the values of every signal, for pairs and for sides
    learning/      values of pairs of the past -> what each signal counts
    scoring/       encodings, values, weights -> sides, scores, ranks, strength
    goals/         what the asker wants -> what it adds to scores, by which fact
    answers/       scores -> suggestions and synergies that say why
"""

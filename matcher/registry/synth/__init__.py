"""A registry of any size that looks like a real one: for load tests and for planning.

In: a registry, a size and a seed. Out: another `Registry` in the same vocabulary.

    resampling  descriptions drawn anew: codes that go together, words of texts
    worlds      who resembles whom, and whole teams of look-alikes
    drawing     the whole registry; tells what is kept of the real one
"""

"""Every pair, or the best of everybody, at any size.

In: a fitted `Scorer`, perhaps a second registry. Out: blocks of pairs with scores,
ranks from both sides and contributions; a table of them in a file that is whole or not
there. README.md beside this file has the figures, and how to use several machines.

How the rooms lie, each importing from those below it::

    questions                   what `PartnerRecommender` answers about every pair
    export/       question      which pairs, perhaps of two registries; who answers
                  job           writes them in pieces, and goes on after a stop
                  table         columns and rows, as CSV or Parquet
    every_pair                  all pairs with all ranks
    best_pairs                  the best of everybody; pairs among the best of either
    blocks                      what opens scores
    engines/      threads       spans of rows, here
                  dask_workers  ... and on other machines, by way of dask_cluster
                  contract      what an engine is
    search/       best_k        the best of some rows: who is asked, which path answers
                  compiled      tiles in float32, sums in float64; without it, numpy
                  kept_code     ... compiled, and kept where a disk takes it
                  tiles         bounds that leave most candidates out
                  exact         the sum that decides, the same bits on every path
                  vectors       a score as one inner product of `sparse` rows
    checkpoint    ledger        pieces in a folder; whether each is as it was written
    progress                    how far it is
    memory                      sizes, and a check beforehand

Words: an *owner* of a list has *candidates*; a *span* is some rows that follow each
other, and a *piece* is what a checkpoint keeps of a span; a *rank* counts from 1.
"""

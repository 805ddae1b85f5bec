"""Plain texts: what any cell says, before it is known what of.

In: the text of a cell. Out: the same made fit to be read, its pieces, and the words
that misspelt ones may be meant as.

    cleaning     text as programs leave it; what says that nothing is recorded
    personal     persons, and how to reach them, taken out
    splitting    cells that hold several things
    mending      misspelt words
    abbreviated  words that are cut at a full stop
"""

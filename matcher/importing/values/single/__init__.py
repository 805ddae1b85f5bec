"""Single values: what no list of words tells.

In: the text of a cell. Out: one value of its kind, or several, with what was doubtful.

    numbers, dates  numbers, years and dates
    addresses       addresses of pages
    texts           names and sentences
"""

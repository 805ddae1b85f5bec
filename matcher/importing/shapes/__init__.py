"""Shapes: where a list stands in a sheet.

In: a `Sheet`. Out: a `Layout`: its table, its header, its rows and its columns.

    header    the rows of a header, with the titles of groups above
    rows      which rows below are of the list; notes, totals and headers said again
    filled    cells that are merged downwards, said in each row
    pasted    a page of a directory, pasted into one column
    reading   the whole: `read_layout`
"""

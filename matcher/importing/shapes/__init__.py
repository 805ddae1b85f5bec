"""Shapes: where a list stands in a sheet.

In: a `Sheet`. Out: a `Layout`: its table, its header, its rows and its columns.

    reading    the whole: `LayoutReader`
    lists      floor: where the lists of a sheet, their headers and rows are
    cells      floor: rows that say all by themselves
    put_right  rows and cells, once it is known what the columns are
"""

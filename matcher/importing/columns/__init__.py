"""Columns: what the columns of a list mean, by their names and by what they hold.

In: headers and cells. Out: a `FoundColumn` for each, and what is told of them.

    called    floor: meanings of headers
    held      floor: what cells hold, and how well it fits a field
    seen      the columns of a sheet, by what they are called and hold
    tables    which table columns belong to, and the fields that meanings are of there
    deciding  what each column is taken for
    marking   columns of yes and no
    single    which of several columns a field is taken from
    naming    which column has the names, and whose names they are
    telling   what is told of them
"""

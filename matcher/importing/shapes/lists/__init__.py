"""Lists: where those of a sheet are, as they stand or as they are laid out.

In: a `Sheet`. Out: sheets with one list each, its header, and which rows are of it.

    several      lists that stand beside or below each other in one sheet
    header       the rows of a header, with the titles of groups above
    rows         which rows below are of the list; notes, totals and headers said again
    names_alone  a list that has nothing but names
    turned       a form, with the names of fields in its first column
    pasted       a page of a directory, pasted into one column
    cards        blocks of lines next to each other
    none         sheets that hold no list, and why
"""

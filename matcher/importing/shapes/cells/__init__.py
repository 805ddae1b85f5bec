"""Cells: what rows leave to others to say, and cells that say several things.

In: rows below a header. Out: the same with each cell filled, and with
columns on the right for what was found in cells.

    filled    cells that are merged downwards, said in each row
    again     cells that say "as above"
    stacked   cells that hold a name with its address below
    linked    cells that lead to a page, as websites
    seats     towns behind their post code in addresses
    towns     towns with their country in the same cell
    headings  countries and partnerships that stand alone, above or between rows
    headed    rows with what headings and the name of the sheet say of them
    body      rows below a header, with other cells or more columns
"""

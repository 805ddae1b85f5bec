"""Cells: what rows leave to others to say, and cells that say several things.

In: rows below a header. Out: the same with each cell filled, and with columns on the
right for what was found in cells.

    filled    cells that are merged downwards, empty or say "as above", said in each row
    apart     cells that say several things: name and address, town and country, a page
    named     names with their countries in one cell
    paths     names that lie among wider ones
    headings  countries and partnerships that stand alone, above or between rows
    body      rows below a header, with other cells or more columns
"""

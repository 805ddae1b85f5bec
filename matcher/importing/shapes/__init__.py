"""Shapes: where a list stands in a sheet.

In: a `Sheet`. Out: a `Layout`: its table, its header, its rows and its columns.

    header    the rows of a header, with the titles of groups above
    rows      which rows below are of the list; notes, totals and headers said again
    filled    cells that are merged downwards, said in each row
    again     cells that say "as above"
    beside    lists that stand next to each other in one sheet
    parts     lists that stand below each other in one sheet
    headings  countries and partnerships that stand alone, above or between rows
    headed    rows with what headings and the name of the sheet say of them
    towns     towns with their country in the same cell
    stacked   cells that hold a name with its address below
    added     columns on the right, for what was found in cells
    linked    cells that lead to a page, as websites
    seats     towns behind their post code in addresses
    continued rows that go on with the lists of the one above
    numbered  names that their list numbers
    names_alone   a list that has nothing but names
    partner_seats columns of the countries of partners
    turned    a form, with the names of fields in its first column
    pasted    a page of a directory, pasted into one column
    none      sheets that hold no list, and why
    reading   the whole: `read_layout`
"""

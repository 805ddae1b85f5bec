"""Decided: rows that are put right once it is known what their columns are.

In: a `Layout`. Out: the same, with other rows or cells.

    continued      rows that go on with the lists of the one above
    numbered       names that their list numbers
    partner_seats  columns of the countries of partners
"""

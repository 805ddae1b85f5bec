"""Texts: files that are text in some encoding.

In: bytes. Out: `Sheet`s.

    encoding     bytes -> text, and what was guessed, by letters.toml
    delimited    CSV and its kin
    html         tables of web pages, as many systems export them under `.xls`
    spans        cells of such tables that reach over several columns and rows
    json_tables  lists of objects, and objects of lists
"""

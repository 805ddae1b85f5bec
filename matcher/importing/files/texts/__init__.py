"""Texts: files that are text in some encoding.

In: bytes. Out: `Sheet`s.

    encoding     bytes -> text, and what was guessed
    letters      which languages write which letters, and code pages with them
    delimited    CSV and its kin
    html         tables of web pages, as many systems export them under `.xls`
    json_tables  lists of objects, and objects of lists
"""

"""Partnerships: the table of all, and one of them.

An address goes into `views`; pages come out. `shelf` is the table, `composed` one of
its rows, `records` one partnership opened.
"""

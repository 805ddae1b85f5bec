"""Partnerships: the table of all, and one of them.

An address goes into `views`; pages come out. `listing` is the table, `facts` one
partnership opened.
"""

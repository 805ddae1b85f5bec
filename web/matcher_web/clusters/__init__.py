"""Clusters: the list of all, some side by side, and one of them opened.

An address goes into `views`; pages come out. `shelf` is the list, `compare` holds some
of it side by side, `records` one of it.
"""

"""Clusters: the list of all, some side by side, and one of them opened.

An address goes into `views`; pages come out. `shelf` is the list, `compare` holds some
of it side by side (`beside` what tells them apart), `ticked` keeps who is chosen for
that while the list is turned over, `records` is one of it.
"""

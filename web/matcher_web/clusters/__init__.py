"""Clusters: the list of all, some side by side, and one of them opened.

An address goes into `views`; pages come out. `shelf` is the list, `compare` holds some
of it side by side (`beside` what tells them apart), `records` one of it.
"""

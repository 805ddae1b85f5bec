"""Lists that can be browsed: search, facets, order and pages, for any records.

A package puts its records on a `Shelf` with the `facets` that they have and can be
narrowed by; `listing` takes an address and gives one page of what fits; `beginning` is
with what a list begins that is asked for nothing; `links` says where the list leads
that is changed in one part.
"""

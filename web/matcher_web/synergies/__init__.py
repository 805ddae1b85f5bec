"""Synergies: partnerships with partnerships, and one pair of them.

An address goes into `views`; pages come out. `lens_view` shows all pairs of a
`question` through a lens, drawn as a `heat_map`; `pair` is one of them opened.
"""

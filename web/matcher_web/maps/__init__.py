"""Maps: clusters by country, and the flows to markets.

An address goes into `views`; a page comes out. `counts` holds what is shown; `drawings`
puts it on a map of Europe, `flows` on one of the world.
"""

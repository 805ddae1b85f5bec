"""The map: clusters by country, and where partnerships go.

An address goes into `views`; a page comes out. `records` holds what is shown.
"""

"""The map: clusters by country, and where partnerships go.

An address goes into `views`; a page comes out. `counts` holds what is shown.
"""

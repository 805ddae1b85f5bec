"""Lists that can be browsed: search, facets, order and pages."""

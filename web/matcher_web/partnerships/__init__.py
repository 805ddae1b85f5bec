"""Partnerships: the table of all, and one of them."""

"""Suggestions: the list, and one pair opened."""

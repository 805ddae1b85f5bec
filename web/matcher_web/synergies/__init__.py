"""Synergies: partnerships with partnerships, and one pair of them."""

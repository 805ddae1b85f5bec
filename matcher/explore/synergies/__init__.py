"""Partnerships with partnerships: what they share and what they lack."""

"""Geometry of pictures: numbers in, places to draw out."""

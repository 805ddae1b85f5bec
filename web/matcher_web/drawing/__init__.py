"""Geometry of pictures: numbers in, places to draw out; it knows no address.

`waterfall` adds up a score, `charts` draws the back-test, `labels` finds room for
words.
"""

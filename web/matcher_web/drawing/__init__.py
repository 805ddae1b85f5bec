"""Geometry of pictures: numbers in, places to draw out; it knows no address.

`waterfall` adds up a score, `charts` draws the back-test, `countries` a map, `flows`
who goes where on it; `labels` finds room for words.
"""

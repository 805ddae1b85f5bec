"""Codes by what people write: the page that lists and finds them.

`views` takes an address, `records` makes what is found.
"""

"""Held: what the cells of columns hold.

In: cells. Out: what they look like, and how well that fits a field.

    content  what the cells of a column look like
    nations  whether a text is the name of a country, in ten languages
    fitting  how well what cells hold fits a field
    marks    columns of yes and no: what they say it of
"""

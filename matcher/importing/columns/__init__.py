"""Columns: what the columns of a list mean, by their names and by what they hold.

In: headers and cells. Out: a `FoundColumn` for each, and what is told of them. Names of
columns stand in names.toml, those that are left out on purpose in left_out.toml.

    words      the words of a header that count, its parts and its language
    names      meanings of a header, by its words
    content    what the cells of a column look like
    nations    whether a text is the name of a country, in ten languages
    tables     which table columns belong to, and the fields that meanings are of there
    seen       the columns of a sheet, by what they are called and hold
    fitting    how well what cells hold fits a field
    marks      columns of yes and no: what they say it of
    deciding   what each column is taken for
    single     which of several columns a field is taken from
    naming     which column has the names, and whose names they are
    telling    what is told of them
"""

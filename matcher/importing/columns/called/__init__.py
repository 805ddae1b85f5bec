"""Called: what columns are called.

In: a header. Out: what it means. Names of columns stand in names.toml, those that are
left out on purpose in left_out.toml.

    words  the words of a header that count, its parts and its language
    known  meanings of all names that are listed
    names  meanings of a header, by its words
"""

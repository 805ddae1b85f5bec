"""Forms: workbooks for people, of which an import takes back what stands there.

In: a registry. Out: the bytes of a workbook; the same for the same registry.

    template  a workbook to fill in, with lists to choose from and an example
    export    all organisations, partnerships and members, labels instead of codes
    wording   what columns are called there, and what is written into their cells
"""

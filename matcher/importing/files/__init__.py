"""Files of every make, as sheets of text within limits.

In: a path, or the bytes of a file and its name. Out: `Sheet`s, each with what is told
of it; or `UnreadableFile`, in one line, where nothing can be taken.

    opening  read_sheets, sheets_in: what a file is, by its content
    texts    floor: CSV, JSON and HTML, in any encoding
    packed   floor: workbooks that are archives of XML: XLSX, ODS
    old      floor: workbooks of Excel before 2007
    cells    texts, numbers and dates as cells hold them
    grid     Grid: cells put one by one, within the limits, as a sheet
    limits   how much is read, and why no more
"""

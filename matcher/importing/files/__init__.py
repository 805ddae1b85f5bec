"""Files of every make, as sheets of text within limits.

In: a path, or the bytes of a file and its name. Out: `Sheet`s, each with what is told
of it; or `UnreadableFile`, in one line, where nothing can be taken.

    opening      read_sheets, sheets_in: what a file is, by its content
    limits       how much is read, and why no more
    grid         Grid: cells put one by one, within the limits, as a sheet
    cells        texts, numbers and dates as cells hold them
    encoding     bytes -> text, and what was guessed
    letters      which languages write which letters, and code pages with them
    delimited    CSV and its kin
    zipped       ZipParts: parts of a packed workbook; XML, read as it is unpacked
    xlsx         workbooks of Excel, and what their number formats mean
    styles       which cells of such a workbook are dates and shares
    ods          spreadsheets of LibreOffice
    xls          workbooks of Excel before 2007
    compound     streams of a file of Office before 2007
    old_texts    texts as such workbooks keep them
    html         tables of web pages, as many systems export them under `.xls`
    json_tables  lists of objects, and objects of lists
"""

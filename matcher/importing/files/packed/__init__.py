"""Packed: workbooks that are archives of XML.

In: the bytes of a workbook. Out: `Sheet`s.

    zipped    ZipParts: parts of a packed workbook; XML, read as it is unpacked
    xlsx      workbooks of Excel, and what their number formats mean
    styles    which cells of such a workbook are dates and shares
    xml_2003  workbooks of Excel as XML of 2003, in one piece
    ods       spreadsheets of LibreOffice
"""

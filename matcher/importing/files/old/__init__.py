"""Old: workbooks of Excel before 2007.

In: the bytes of a workbook. Out: `Sheet`s.

    xls        the workbook, record by record
    compound   streams of a file of Office before 2007
    old_texts  texts as such workbooks keep them
"""

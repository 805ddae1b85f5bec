"""Import: spreadsheets that people have, taken into a data package from a page.

In: files that are posted. Out: how they are read, corrected as often as needed, and in
the end a data package with what they say, which every page then shows.

    uploads      files between being chosen and being taken over, a few at once
    desk         what reads them and takes them over, one at a time
    fields       what a column may be taken for, in words
    sheets       what each column was taken for, and the names of fields to correct it
    asked        what only a person can tell: words and names, and what was answered
    corrections  a form about columns, words and names -> a mapping
    told         a report as people read it: in order, and not too much at once
    records      what the pages show, and their twins
    views        the pages and the forms
"""

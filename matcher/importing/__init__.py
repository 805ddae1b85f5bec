"""Takes the data that people have: files of every make in, a true registry out.

In: spreadsheets, exports and lists as they are. Out: a data package with all that could
be read of them, and a report of what was doubtful, left out or not read, by its place.

    sheet        Sheet, Place, Remark: cells as text, where they stand, what is told
    files        bytes of a file -> its sheets, of any make, within limits
    mapping      Mapping: what a user says of columns, words and names; read from TOML
    mapping_text a mapping as TOML; what a dry run found, as one to correct
    layout       Layout: where the header and the rows of a sheet are, and their fields
    columns      headers and cells -> what each column is, in eight languages
    shapes       a sheet -> its layout: header, rows, table
    values       Reading: what a cell says in the words of the registry
    forms        workbooks to fill in or to change, for people, which come in again
    draft        Draft: what a row says of one organisation, partnership or membership
    regions      the state of a region; one region in several languages
    word_lists   words and marks that several rooms look for
    states       countries of rows that no column tells
    clues        what phones, addresses and towns say of a country
    drafting     rows of a sheet -> drafts, and what was doubtful in their cells
    identity     who is meant by a row or a name; ids of new ones; near ones
    merging      what rows say -> records of the registry, sound
    target       the folder that it goes into
    sources      Given: the files of an import, as sheets
    running      import_files: all of these in order
    report       Report: what came in, what changed, what is to be looked at
"""

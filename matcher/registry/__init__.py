"""Facts: clusters, partnerships, members, and the words they are written in.

In: a folder of CSV tables. Out: a `Registry`, or every fault in the tables; and back.

    columns       what a cell holds: the fields of a record
    lists         Sector, Country and kin: the lists that codes are from
    vocabulary    codes, their labels and wider codes
    records       Profile, Cluster: their fields are the columns
    partnerships  Partnership, Member: likewise; Standing: what runs, what has ended
    evidence      Fact: one fact and the page that says so; what a row holds
    calls         Call, Rule: funding calls and what they ask of a consortium
    legal_forms   names as they are compared: without marks and legal forms
    names         which record has this id, or is called that
    registry      all records together, in id order; who was where with whom
    digest        the letters that a registry is known by

    package       the folder that holds them: read, checked, described and written

    finding       codes by what people write, in nine languages
    options       all that a question may say: words, kinds and limits
    filters       which clusters and partnerships somebody wants to see at all
    synth         a registry of any size, by resampling a real one

To add a column, add a field to its record, tell of it in the docstring and run
`tests/describe.py`.
"""

"""A data package: a folder of CSV tables, read, checked, described and written.

In: a folder. Out: a `Registry` or every fault in the tables; and back.

    tables        which record each table holds; rows as text
    spreadsheets  what spreadsheet programs leave in a cell -> what to write
    cells         a cell -> what is wrong with it
    checking      rows -> faults in each table, and of codes and ids
    agreeing      rows of all tables -> faults between them
    naming        names of all tables -> faults where two rows share one
    proving       facts and the rows they are about -> faults
    heading       first lines -> columns or faults
    parsing       text -> rows or faults; sound rows -> records
    reading       folder -> texts -> registry or faults
    description   records -> datapackage.json; with rows of all tables -> faults
    beside        what stands beside the tables, and is kept with them
    writing       registry -> folder
"""

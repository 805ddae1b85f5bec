"""Values: what a cell says in the words of the registry.

In: the field that a cell is of, and its text. Out: a `Reading`: the value, what was
doubtful in it, and what could not be read.

    reader     ValueReader: a cell of any field
    codes      floor: lists of sectors, technologies, countries and markets
    areas      floor: what a piece of a list of countries or markets means
    choices    floor: words of closed lists, languages, yes and no
    single     floor: numbers, dates, addresses, names and sentences
    plain      floor: cleaning, splitting and mending texts of any kind
    reading    Reading, Doubt, Unread; and one while it is made
"""

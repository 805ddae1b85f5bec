"""Values: what a cell says in the words of the registry.

In: the field that a cell is of, and its text. Out: a `Reading`: the value, what was
doubtful in it, and what could not be read.

    reading   Reading, Doubt, Unread
"""

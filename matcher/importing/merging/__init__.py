"""Merging: what rows say, into the records of a registry.

In: a registry, and what was gathered of rows. Out: the registry with it, every cell
that is not as before, and what could not be taken.

    fields         a record with what rows say of its fields; what was before
    organisations  clusters: their names too
    partnerships   likewise, with their members
    soundness      what the checks of a data package refuse is left out, by its place
    taking         all records as they are to be, without what is refused
    merge          all of these in order; who keeps a name, and what evidence holds
"""

"""Identity: who is meant by a row or a name, and what the new ones are called.

In: drafts, and the organisations and partnerships of a registry. Out: which of them a
draft tells of, or that it is a new one; ids of new ones; who may be meant.

    spelling      addresses as they are compared: hosts; short forms in capitals
    ids           ids from names, in every script
    directory     organisations by all that they are known by
    recognising   which of them a row means, and what is doubtful in that
    cooperation   likewise for partnerships
    seats         the country behind the name of a member
    gathered      Gathered, Membership: what merging works on
    gathering     rows of all files by whom they tell of
    near          new ones that may be known: how alike their names are
"""

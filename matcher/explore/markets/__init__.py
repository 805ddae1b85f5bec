"""Who goes to which market, who could, and where nobody is.

In: a registry. Out: counts and lists by market and activity.

    presence      market -> who goes there: by name, or by a region that holds it
    reach         the same for each activity; where one goes and another does not
    white_spaces  where related activities go and this one does not, by what is expected
    prospects     who could fill a white space, with the reasons
"""

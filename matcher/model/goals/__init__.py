"""What the asker wants of a partner, and how well each cluster serves it.

In: `Goals` as they were stated. Out: log-odds that they add to scores, opened down to
the fact that serves each thing that is wanted.

    wanted      what is asked for, checked: markets, activities, countries, experience
    grounds     how well each cluster serves one wanted thing, and by which fact
    serving     goals, weight -> what they add for every cluster, and who falls short
"""

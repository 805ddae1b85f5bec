"""Areas: countries and markets.

In: a piece of a cell. Out: codes of countries and regions, and doubts.

    meaning  Areas: what a piece means
    names    names that the table of terms does without
    words    letters for countries, and names that mean no one country
    letters  letters alone: of countries, and of states in them
"""

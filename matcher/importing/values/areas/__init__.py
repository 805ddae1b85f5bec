"""Areas: countries and markets.

In: a piece of a cell. Out: codes of countries and regions, and doubts.

    meaning  Areas: what a piece means
    words    letters and names of areas, with words.toml
    letters  letters alone: of countries, and of states in them
"""

"""Values: what a cell says in the words of the registry.

In: the field that a cell is of, and its text. Out: a `Reading`: the value, what was
doubtful in it, and what could not be read.

    reader             ValueReader: a cell of any field
    reading            Reading, Doubt, Unread
    gathering          a reading while it is made
    cleaning           text as programs leave it; what says that nothing is recorded
    personal           persons, and how to reach them, taken out
    splitting          cells that hold several things
    lists              lists of codes, piece by piece
    activities, nace   sectors and technologies
    compounds          what a compound or a phrase is about
    areas, area_words, area_names  countries and markets
    country_letters    letters alone: of countries, and of states in them
    mending            misspelt words
    numbers, dates     numbers, years and dates
    addresses          addresses of pages
    texts              names and sentences
    tongues            languages
    choices, choice_words, partnership_words  closed lists, programmes and grants
    flags              yes and no
"""

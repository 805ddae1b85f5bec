"""Finds the codes that people mean by what they write.

In: a vocabulary, the table of terms, and an entry or a text. Out: codes, best first,
each with the term that was met and how sure that is.

    terms     the records: what people write, and the codes that it means
    entry     an entry as words
    forms     plurals and cases of a word, by language
    spelling  words that are spelt nearly alike
    index     every term, label and code by its words
    found     codes as they are found; the kinds that are wanted
    phrases   an entry as a whole, and the terms inside it
    finder    the questions: what is found, meant, guessed, proposed
    proposed  what a focus speaks of and its description does not have
"""

"""Codes: lists of sectors, technologies, countries and markets.

In: the text of a cell. Out: the codes of its pieces, doubts, and words without a code.

    lists       cells of several codes, piece by piece
    activities  sectors and technologies
    code_names  what is called so for sure
    spoken      what sentences are about
    compounds   what a compound or a phrase is about
    nace        sectors by codes of activities
"""

"""Funding calls: for what consortia money was offered, and who could form one.

In: rows of calls.csv, and rules as people write them. Out: records of both.

    call      Call: a call, with its rules as text; which call a partnership came from
    rule      Rule: what one rule says, and how it is written
    codes     words in rules -> codes of countries, types, sectors and so on
    grammar   one rule, word after word
    contradicting  rules that no consortium can keep to, whoever is in it
    reading   rules as people write them -> `Rule`, or each fault with its place

Whether clusters keep to a rule, `matcher.consortium.rules` tells.
"""

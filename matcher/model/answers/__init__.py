"""Scores become suggestions that say why.

In: a fitted `Scorer`, and a question. Out: records that every view shows.

    asking         ids, a profile -> the side that asks
    explain        two sides, values, weights -> contributions that add up to the score
    suggestions    Suggestion, Synergy: a score, its parts and its reasons
    in_common      what most of a list share, and what is each one's own
    answer         Answer: new partners, those known, and who is left out
    variety        the best that also differ from each other, and what that costs
    ranking        a side, filters -> the best candidates, opened
    partnership_ranking    the same for partnerships
"""

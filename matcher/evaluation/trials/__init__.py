"""What answers are worth to who asks, beside whether the past is predicted.

In: a registry, or a scorer fitted on one. Out: records of a report.

    trade_offs    what goals gain, and what they cost
    rebuilding    how much of past consortia comes back
"""

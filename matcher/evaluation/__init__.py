"""How well the recommender predicts partnerships of the past; none of it imports this.

In: a registry. Out: a `Report`; README.md beside this file tells the method.

    words         what people read for protocols, tasks, metrics and more
    records       what is measured, as plain records
    report        all of them together, written and read as JSON; the published one

    splits        registry -> folds: what was known, and what is asked about
    baselines     the recommender and simple rules behind the same questions
    levels        scores and what is right -> who stands on one level with whom
    metrics       levels -> a number, whatever the order of equals
    questions     a fold and a system -> answers, measured
    summary       answers of all systems -> rows, comparisons, gains; 95% intervals
    checks        is the likelihood true, is the penalty well chosen
    expectations  are expected weights well chosen, forward in time
    trials/       what goals gain and cost; how much of past consortia comes back
    backtest      all of the above -> a report

The first three load no model: the pages read what is published.
"""

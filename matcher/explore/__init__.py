"""What people explore beyond suggestions; built on the recommender's answers.

In: a registry, or a fitted `PartnerRecommender`. Out: records that pages draw.

    activities    sectors, technologies and ecosystems as one kind of thing
    markets/      who goes to which market, who could, and where nobody is
    synergies/    partnerships by partnerships: how they fit, what they share
    network/      who works with whom, who belongs together, who bridges

    matches       the best new pairs and completions for one market
    additions     what a cluster would add to a partnership
    improve       what a cluster could record to be suggested higher
    lineage       which partnerships carry another on
"""

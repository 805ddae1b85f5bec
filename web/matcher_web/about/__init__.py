"""About the product: how it ranks, and how well it predicted.

An address goes into `views`; pages come out of what `records` holds: the ranking with
its typical steps, and the stored back-test (`report`).
"""

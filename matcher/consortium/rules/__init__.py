"""Whether clusters keep to the rules of a call: met, not met or nobody can tell.

In: rules, as `matcher.registry.calls` reads them, and a registry. Out: a verdict on
given clusters, or constraints for the solver.

    demanded   a call and rules of one's own, read once for both
    facts      what the registry has recorded of a cluster that a rule asks for
    judging    rules and members -> verdicts, each with its reason
    seating    ... and who takes which seat
    compiling  rules -> constraints over all clusters

Judging and compiling do not know each other: one checks what is found by the other.
"""

"""What staff explore: synergies, markets, networks, lineages and what would help."""

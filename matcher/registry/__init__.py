"""Facts: clusters, partnerships, members, and the words they are written in."""

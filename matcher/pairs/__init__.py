"""Every pair, or the best of everybody, at any size."""

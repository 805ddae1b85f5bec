"""The exact best k candidates of every row."""

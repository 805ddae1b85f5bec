"""Clusters: the list of all, and some side by side."""

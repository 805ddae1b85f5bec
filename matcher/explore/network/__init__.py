"""Clusters and partnerships as a graph: communities, bridges, places."""

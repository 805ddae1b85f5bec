"""The network: a graph of clusters and partnerships, and who bridges."""

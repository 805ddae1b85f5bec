"""Who works with whom: clusters and partnerships as a graph.

In: a registry. Out: nodes with their community and how much runs through them, where
they stand in a picture, and who connects what.

    measures      neighbours -> groups, components, steps, betweenness
    graph         registry -> nodes, links, communities and their names; or most of it
    layout        neighbours and groups -> places in the plane
    connecting    clusters that connect two activities, or two partnerships
"""

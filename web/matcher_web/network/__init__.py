"""The network: a picture of clusters and partnerships, and who bridges two activities.

An address goes into `views`; a page comes out. `drawn` says which partnerships the
network is of, `shelf` is the list of all, `crossing` holds who bridges; `plan` says
where everything stands, `graphs` draws it.
"""

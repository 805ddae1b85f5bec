"""Where a long computation runs: on threads or on a Dask cluster."""

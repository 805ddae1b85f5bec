"""Lists that are searched, narrowed, sorted and compared."""

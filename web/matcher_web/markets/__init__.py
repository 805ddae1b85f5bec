"""Markets: who goes where, white spaces, and one market."""

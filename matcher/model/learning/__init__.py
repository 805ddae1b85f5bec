"""What each signal counts: learnt, kept and told where it comes from."""

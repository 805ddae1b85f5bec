"""Pairs as a file that is written in pieces and goes on after a stop."""

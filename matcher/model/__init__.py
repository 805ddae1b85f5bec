"""Profiles and the past become arrays, signals, weights, scores and answers."""

"""Measures the recommender on partnerships of the past; imported by none of it."""

"""Signals and weights become scores of sides against candidates."""

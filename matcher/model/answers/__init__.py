"""Scores become suggestions that say why."""

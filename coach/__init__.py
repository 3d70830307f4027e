"""Restack knows back care here, and runs without a screen."""

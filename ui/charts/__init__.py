"""Painted charts: plain values in, one painter for screen, PNG, SVG and PDF.

Each kind has a module with `paint_KIND(painter, rect, look, values, hot)` and a `Drawing` that can also be read.
"""

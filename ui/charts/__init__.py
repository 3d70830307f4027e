"""Painted charts: plain values in, one painter for screen, PNG, SVG and PDF."""

from ui.charts.trend import PainTrend
from ui.charts.values import PainPoint, Trend, TrendPoint, Week, Weeks
from ui.charts.weeks import SessionsAWeek

__all__ = ["PainPoint", "PainTrend", "SessionsAWeek", "Trend", "TrendPoint", "Week", "Weeks"]

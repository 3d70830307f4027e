"""The two pages of the report: measured, laid out and painted, on the screen as on paper."""

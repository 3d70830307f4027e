"""One session, compiled to a timeline and played."""

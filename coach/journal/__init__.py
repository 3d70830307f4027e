"""What the journal tells: pure functions of the history, the library and the moment."""

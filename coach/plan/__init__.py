"""Where the person stands and what comes next: pure functions of history, library and today."""

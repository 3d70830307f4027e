"""What the pages show, as values and in words: composed from history, library and today, without Qt."""

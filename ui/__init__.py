"""The window: shows what `coach` knows."""

"""Series and summaries behind the charts."""

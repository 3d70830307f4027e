"""One module a page. A page shows values from `coach` and says by signals what the person wants."""

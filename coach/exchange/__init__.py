"""Data that travels: the export as a document, its reading and checking, and tables for spreadsheets, both ways."""

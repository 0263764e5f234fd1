"""Builds a static incident status page and FAQ site from YAML and Markdown kept in git."""

__version__ = "0.1.0"

"""Pictures and downloads as they are published: without metadata, one format a file.

Nothing here decides which files are published.
"""

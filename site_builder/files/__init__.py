"""Pictures and downloads of content/files/ as they are published: without metadata."""

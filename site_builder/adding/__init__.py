"""What `site-builder add` writes: new entries, and changes of entries, each with gaps to fill in.

Files that exist are never overwritten. How files are changed belongs to `editing/`.
"""

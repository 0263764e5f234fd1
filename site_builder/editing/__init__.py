"""People's own files: read, changed and written back, with their comments, order and form kept.

What is written into them belongs elsewhere.
"""

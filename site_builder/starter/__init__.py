"""The small but complete site that `site-builder new` creates.

No file that exists is ever overwritten.
"""

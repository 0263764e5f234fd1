"""The site that `site-builder new` creates, the packs for it, and what a site still lacks.

No file that exists is ever overwritten.
"""

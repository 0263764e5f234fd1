"""HTML pages: every article in its shell, the root, the text-only page.

What an article contains is in `site_builder/pages`.
"""

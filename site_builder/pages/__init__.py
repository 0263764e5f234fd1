"""What the pages of an edition show: articles, views, phrases, and the shell around them.

Nothing here plans files or computes states; a page only shows what is in an edition.
"""

"""What the pages of an edition show: articles, views, phrases, and the shell around them.

Nothing here plans files or computes states; a page says only what an edition holds.
"""

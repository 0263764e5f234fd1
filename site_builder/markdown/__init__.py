"""The Markdown of texts: comments, braces, links, HTML with slots, plain text.

Nothing here knows editions or pages; callers pass functions that fill in links and facts.
"""

"""The Markdown of texts: comments, braces, links, HTML with slots, plain text.

Nothing here knows editions or pages; links and facts are filled in by functions that callers give.
"""

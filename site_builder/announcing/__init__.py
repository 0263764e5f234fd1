"""What became public, as messages to send: e-mail and short text.

Nothing here changes the site.
"""

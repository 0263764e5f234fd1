"""Messages about what has become public: e-mails and short texts.

Nothing here changes the site.
"""

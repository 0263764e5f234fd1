"""Languages: dates, numbers, lists, phrases and addresses, all from CLDR and gettext.

No text of ours is written here.
"""

"""Languages: the interface's phrases, dates, numbers and lists, all from CLDR and gettext."""

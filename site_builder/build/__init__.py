"""One build from files to the published folder: what is asked for, remembered and made.

The clock and the memory of the last build are read here and nowhere below. No MkDocs, no output to
the terminal.
"""

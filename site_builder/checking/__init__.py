"""The engine of the checks, and the texts that they read.

The rules are in `rules/`. Nothing here changes content: checks only report.
"""

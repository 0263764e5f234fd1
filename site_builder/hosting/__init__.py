"""The configuration of a web server for the published folder, one file for each server.

`served.py` decides what a server does; the others write it in the syntax of theirs. Nothing here
knows a header or a media type by itself: those are in outputs/.
"""

"""The machine and the installed program: cores, packed bytes, cached files, our version.

Nothing here knows what the program is for.
"""

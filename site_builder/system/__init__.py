"""The machine and the installed program: cores, packed bytes, cached files, our version.

Nothing here depends on the purpose of the program.
"""

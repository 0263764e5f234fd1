"""The commands, one a file, and what they share: options, the terminal.

Nothing here decides what a site contains: a command reads its options, calls one function of a
folder below, and prints the result.
"""

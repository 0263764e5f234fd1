"""One build from files to the published folder: the request, the memory and the result.

Only this folder reads the clock and the memory of the last build; the folders below do not. No
MkDocs, no terminal output.
"""

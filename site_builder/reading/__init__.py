"""Read files into documents: plain values, each with its place in the file.

Nothing here knows what a key means.
"""

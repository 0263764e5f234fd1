"""From planned files to the published folder: the stage, compressed copies, the swap.

Knows paths and bytes; what a page shows, and where its words come from, belongs elsewhere.
"""

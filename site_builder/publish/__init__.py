"""From planned files to the published folder: the stage, compressed copies, the swap.

Nothing here knows the content of a file. All code that deletes or replaces a file of the site is
here.
"""

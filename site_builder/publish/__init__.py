"""From planned files to the published folder: the stage, compressed copies, the swap.

Nothing here knows what is in a file. Everything that deletes or replaces a file of the site lives
here.
"""

"""From the catalogue to editions: what one country sees at one moment, in one locale.

Nothing here is HTML. What is not public at that moment goes no further than this folder.
"""

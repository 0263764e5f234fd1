"""From the catalogue to editions: what one country sees at a given time, in one locale.

Nothing here is HTML. What is not public yet does not leave this folder.
"""

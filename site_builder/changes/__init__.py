"""What changed since the last build: the units to examine again, and those taken over.

Nothing here renders or writes. A unit is either examined again or unchanged.
"""

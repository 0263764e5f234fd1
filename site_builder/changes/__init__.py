"""What changed since the last build: the units to examine again, and those taken over.

Nothing here renders or writes; a unit is either examined again or exactly as it was.
"""

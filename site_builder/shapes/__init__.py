"""The shape of each kind of document: which keys it has and of which type (pydantic).

Errors are values here; nothing is raised for a mistake in content.
"""

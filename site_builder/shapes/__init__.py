"""The shape of each kind of document: which keys it has and of which type (pydantic)."""

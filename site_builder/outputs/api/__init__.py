"""The Statuspage v2 API of an edition."""

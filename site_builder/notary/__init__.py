"""The log of what was published: a Merkle tree of leaves, its tiles, and signed checkpoints.

Nothing here reads or writes a file; `publish/attesting.py` does. No other module imports
`cryptography` or `rfc3161_client`, which are installed with the extra `notary`.
"""

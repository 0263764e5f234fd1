"""Proofs: what is new or changed, in all languages side by side, for somebody to sign.

What counts as approved belongs to `checking/`.
"""

"""Translations: their status, and the exchange with translators.

The only folder that writes to content/ and status/, and only when a command asks for it.
"""

"""Translations: how current they are, and the way to translators and back.

The only folder that writes into content/ and status/, and only when a command asks for it.
"""

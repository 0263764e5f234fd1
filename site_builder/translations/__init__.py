"""Translations: how current they are, and the way to translators and back."""

"""Colours, logo, stylesheet, script and the policy for browsers.

Nothing here depends on an edition or a text.
"""

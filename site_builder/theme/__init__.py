"""Colours, logo, stylesheet, script and the policy for browsers.

Nothing here knows an edition or a text.
"""

"""From shaped documents to the catalogue: typed entries with references and dates resolved.

Nothing here depends on the time of the build.
"""

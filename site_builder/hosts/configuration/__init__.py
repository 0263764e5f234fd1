"""mkdocs.yml: read safely, checked value by value, then loaded by MkDocs.

Nothing here reads content/ or status/.
"""

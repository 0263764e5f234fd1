"""JSON Schemas for editors, made from the shapes and from what one site names.

Also the settings with which VS Code finds them. Nothing here reads or writes a file of a site's
content.
"""

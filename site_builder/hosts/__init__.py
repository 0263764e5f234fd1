"""Where MkDocs meets the builder: the plugin, its settings and the preview server.

The only folder that imports mkdocs or properdocs. Nothing here renders or checks content.
"""

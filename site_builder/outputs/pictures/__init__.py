"""Pictures of the situation: previews for sharing, badges and the strip to embed."""

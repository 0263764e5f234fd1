"""Why YAML cannot be read, for people who know little of it: small rules, in an order."""

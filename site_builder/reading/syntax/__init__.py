"""Explain YAML errors to people who know little YAML: small rules, tried in order."""

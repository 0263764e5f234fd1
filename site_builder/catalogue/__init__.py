"""From shaped documents to the catalogue: typed entries with references and dates resolved."""

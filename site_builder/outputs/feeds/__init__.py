"""RSS, Atom and JSON Feed: one list of entries, three formats, and the page that explains them."""

"""From an edition to the HTML of its pages."""

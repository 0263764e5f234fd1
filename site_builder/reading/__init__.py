"""From files to documents: plain values with the place of each in its file."""

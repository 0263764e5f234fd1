"""From a folder to everything known about it: the whole, or what changed since."""

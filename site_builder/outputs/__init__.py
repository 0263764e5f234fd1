"""What the site consists of: one output a module, all of them in `every`."""

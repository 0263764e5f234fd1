"""What the site consists of: each output once, listed in `all_outputs`.

An output plans files and says how to make their bytes; it never reads or writes the disk.
"""

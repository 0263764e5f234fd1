"""Where a log is."""

LOG = ".well-known/tlog"
"""The folder of the log below the root of the site."""
CHECKPOINT = "checkpoint"

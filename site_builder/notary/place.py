"""Where a log is."""

LOG = ".well-known/tlog"
"""The folder of the log below the root of the site."""
CHECKPOINT = "checkpoint"
STAMP = "checkpoint.tsr"
"""The time stamp of the checkpoint, as RFC 3161 has the answers of authorities."""

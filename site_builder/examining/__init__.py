"""From a folder to everything known about it: the whole, or what changed since."""

from __future__ import annotations

from site_builder.examining.whole import examine

__all__ = ["examine"]

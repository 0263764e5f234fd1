"""What `check` knows of the published site: its record or, without one, the last commit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.checking.engine import Examined
from site_builder.checking.examine import examine
from site_builder.hosts.configuration.shown_settings import published_folder
from site_builder.publish.mark import NotPublishable
from site_builder.system.git import GitFailed, extract

_FOLDERS = ("content", "status")
_LAST = "HEAD"


def with_changes(examined: Examined, root: Path, config_file: Path) -> Examined:
    """Return the same with what has changed since the site was published.

    Nothing has changed in a site that keeps no record, or of which neither a record nor a commit is
    there. Raises NotPublishable if a record is damaged.
    """
    if not examined.catalogue.site.has_record:
        return examined
    from site_builder.record.since_published import Records, WrittenRecords, compare_site
    from site_builder.record.stored import StoredRecords, UnreadableRecord, damaged_record

    folder = published_folder(config_file)
    stored = StoredRecords(folder)
    before: Records = stored
    if not stored.addresses:
        with TemporaryDirectory() as checkout:
            try:
                extract(root, _LAST, _FOLDERS, Path(checkout))
            except GitFailed:
                return examined
            committed = examine(Path(checkout), examined.at).catalogue
            before = WrittenRecords.of(committed, examined.at)
    try:
        compared = compare_site(examined.catalogue, examined.at, before)
    except UnreadableRecord as error:
        raise NotPublishable(damaged_record(folder, error)) from None
    return replace(examined, compared=compared)

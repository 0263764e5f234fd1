"""Make the files of the site from their plans, on several cores if there are many."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from site_builder.outputs.plan import NOTHING_KEPT, Kept, Plan, joined
from site_builder.publish.compress import compressed_copies, is_compressed
from site_builder.system.parallel import core_count, in_parallel, shared_jobs

Report = Callable[[int, int], None]
T = TypeVar("T")
_WORTH_SHARING = 100
_JOBS_A_CORE = 16


def no_report(done: int, of: int) -> None:
    """Ignore progress."""


NO_KEY = b""
"""The key of a file that is made in every build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A published file: the key of its plan, and what stat(2) returns if it is unchanged.

    `digest` is of its content. It decides if stat(2) returns something else, as it does after a
    copy to another machine. `parts` are the places of the pieces with a key, packed.
    """

    key: bytes
    digest: bytes
    size: int
    modified: int
    inode: int
    parts: bytes = b""


@dataclass(frozen=True, slots=True)
class Published:
    """The folder of the published site, and its files that are unchanged."""

    folder: Path
    intact: Mapping[str, MadeFile]

    def kept(self, path: str) -> Kept:
        """Return the pieces of a file that are unchanged."""
        known = self.intact.get(path)
        if known is None or not known.parts:
            return NOTHING_KEPT
        try:
            with open(f"{self.folder}{os.sep}{path}", "rb") as file:
                content = file.read()
        except OSError:
            return NOTHING_KEPT
        # Content that is copied into other files is checked first.
        if content_digest(content) != known.digest:
            return NOTHING_KEPT
        return Kept.of(content, known.parts)


def make_files(
    plans: Sequence[Plan], folder: Path, precompress: bool, report: Report, before: Published
) -> dict[str, MadeFile]:
    """Make files below a folder from plans and pieces of `before`; return how each was made."""
    cores = core_count() if len(plans) >= _WORTH_SHARING else 1
    jobs = list(_jobs(plans, cores * _JOBS_A_CORE))
    numbers = shared_jobs(len(jobs))

    def work(worker: int) -> dict[str, MadeFile]:
        made: dict[str, MadeFile] = {}
        for number in numbers:
            if worker == 0:
                report(sum(map(len, jobs[:number])), len(plans))
            made |= _make(jobs[number], folder, precompress, before)
        return made

    shares = in_parallel(work, cores)
    report(len(plans), len(plans))
    return {path: made for share in shares for path, made in share.items()}


def _jobs(plans: Iterable[Plan], wanted: int) -> Iterator[list[Plan]]:
    """Split the plans into at least the wanted number of jobs.

    The files that an edition makes from one entry are made together, and so are its pages in
    several formats: they share data, which is kept only while they are made.
    """
    ordered = sorted(plans, key=_place)
    most = max(1, len(ordered) // wanted)
    for _, edition in groupby(ordered, key=lambda plan: _place(plan)[0]):
        job: list[Plan] = []
        for _, page in groupby(edition, key=_place):
            job.extend(page)
            if len(job) >= most:
                yield job
                job = []
        if job:
            yield job


def _place(plan: Plan) -> tuple[str, str]:
    """Return the edition of a file, and its page or feed, which may have several formats."""
    country, _, rest = plan.path.partition("/")
    locale, _, path = rest.partition("/")
    return f"{country}/{locale}", os.path.splitext(path)[0]


def _make(
    plans: Iterable[Plan], folder: Path, precompress: bool, before: Published
) -> dict[str, MadeFile]:
    made = {}
    for plan in plans:
        path, key, parts = f"{folder}{os.sep}{plan.path}", plan.key or NO_KEY, b""
        if plan.pieces is None:
            content = plan.make()
        else:
            content, parts = joined(plan.pieces(before.kept(plan.path)))
        made[plan.path] = _write(path, content, key, parts)
        if precompress and is_compressed(plan.path, len(content)):
            for ending, copy in compressed_copies(content).items():
                made[plan.path + ending] = _write(path + ending, copy, key)
    return made


def _write(path: str, content: bytes, key: bytes, parts: bytes = b"") -> MadeFile:
    with in_folder(partial(io.FileIO, path, "w"), path) as file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]
        stat = os.fstat(file.fileno())
    return MadeFile(
        key=key,
        digest=content_digest(content),
        size=stat.st_size,
        modified=stat.st_mtime_ns,
        inode=stat.st_ino,
        parts=parts,
    )


def in_folder(make: Callable[[], T], path: str) -> T:
    """Return the result of `make`, once the folder for its path exists."""
    try:
        return make()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return make()


def same_bytes(made: Mapping[str, MadeFile], intact: Mapping[str, MadeFile]) -> frozenset[str]:
    """Return the paths of files that are unchanged from one site to the next."""
    return frozenset(
        path
        for path, file in made.items()
        if (before := intact.get(path)) is not None and before.digest == file.digest
    )


def content_digest(content: bytes) -> bytes:
    """Return a digest of a file's content."""
    return blake2b(content, digest_size=16).digest()

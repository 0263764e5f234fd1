"""Break the engine in small ways, one at a time, and see whether the tests notice.

    python -m scripts.mutants            all of them
    python -m scripts.mutants keys       those in files with this in their name

Works on a copy of the repository. Prints the mutants that survive; the exit code is 1 if any does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE = (
    "tests/test_incremental.py",
    "tests/test_unpublished.py",
    "tests/test_contacts.py",
    "tests/test_files.py",
    "tests/test_notices.py",
)
PUBLISHING = ("tests/test_publishing.py", "tests/test_incremental.py")
PIECES = ("tests/test_incremental.py",)
ALL = (*ENGINE, *PUBLISHING)
LOCK = ("tests/test_translations.py", "tests/test_translation_keys.py")
POLICY = ("tests/test_shipped.py", "tests/browser/test_policy.py")
TEXTS = ("tests/test_plain.py", "tests/test_search.py")
LINKS = ("tests/test_addresses.py",)
AGENDA = ("tests/test_agenda.py",)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text of a file below site_builder/, what stands in its place, and who should notice."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...] = ENGINE


KEYS, SURVEY, STAGE = "outputs/keys.py", "changes/survey.py", "publish/stage.py"
MUTANTS = (
    Mutant("editions/promises.py", "due.end == moment", "due.end >= moment", AGENDA),
    Mutant("editions/promises.py", "(at, *sorted(coming))", "(at,)", AGENDA),
    Mutant("editions/agenda.py", "at <= until.end and", "at < until.start and", AGENDA),
    Mutant("model/agenda.py", "timedelta(seconds=1)) if t", "timedelta(seconds=2)) if t", AGENDA),
    Mutant(KEYS, "str(unit.span.since), str(unit.span.until), facts)", "facts)"),
    Mutant(KEYS, "str(unit.span.until), facts)", "str(unit.span.until))"),
    Mutant(KEYS, "seen = (unit.seen[locale], ", "seen = ("),
    Mutant(KEYS, "locale), links, relations, own)", "locale), relations, own)"),
    Mutant(KEYS, "locale), links, relations, own)", "locale), links, own)"),
    Mutant(KEYS, "locale), links, relations, own)", "locale), links, relations)"),
    Mutant(KEYS, "voice.edition.address, parts, rest)", "voice.edition.address, parts)"),
    Mutant(KEYS, "voice.edition.address, parts, rest)", "voice.edition.address, rest)"),
    Mutant(KEYS, "digest(self.bases[locale], edition.address, days,", "digest(self.bases[locale],"),
    Mutant(KEYS, "country.id == GROUP or unit", "unit"),
    Mutant(KEYS, "if unit is None or unit.is_open", "if unit is None"),
    Mutant("build/site_plan.py", "        found.known.span,\n", ""),
    Mutant(
        "build/site_plan.py",
        "        sources.logo,\n        sources.digest",
        "        sources.digest",
    ),
    Mutant(
        "build/site_plan.py", "digest_of(shared, seen, ground.named)", "digest_of(shared, seen)"
    ),
    Mutant(
        "build/site_plan.py",
        "digest_of(shared, seen, ground.named)",
        "digest_of(shared, ground.named)",
    ),
    Mutant("build/site_plan.py", "record.around != around", "False"),
    Mutant("build/site_plan.py", "and record.view == view", ""),
    Mutant("build/site_plan.py", "view and is_intact(record)", "view"),
    Mutant(SURVEY, "        and unit.span.holds(at)\n", ""),
    Mutant(SURVEY, "unit.digest == digest\n", "unit.digest\n"),
    Mutant(
        SURVEY,
        "        and all(facts.get(fact) == before.facts.get(fact) for fact in unit.facts)\n",
        "",
    ),
    Mutant(SURVEY, "before.ground == ground_digest and before.span", "before.span"),
    Mutant(SURVEY, "and before.span.holds(at):", ":"),
    Mutant("changes/inventory.py", " or not seen.is_settled", "", ALL),
    Mutant("changes/inventory.py", "seen.source != source or ", "", ALL),
    Mutant("changes/inventory.py", "            locks.get(unit),\n", "", LOCK),
    Mutant("changes/inventory.py", "digest_of(units, facts, ", "digest_of(units, "),
    Mutant("model/parts.py", "        dates.append(value)\n", "        pass\n"),
    Mutant("model/parts.py", "None if isinstance(value, Fact) else texts", "texts"),
    Mutant("build/preparation.py", "        and job.memory.span.holds(job.at)\n", ""),
    Mutant(
        "build/preparation.py",
        "        and job.intact.keys() == job.memory.made.keys()\n",
        "",
        PUBLISHING,
    ),
    Mutant("build/preparation.py", "        and not job.settings.is_preview\n", ""),
    Mutant(STAGE, "        and found.st_mtime_ns == made.modified\n", "", PUBLISHING),
    Mutant(STAGE, "        and found.st_mode & 0o777 == mode\n", "", PUBLISHING),
    Mutant(STAGE, "if content_digest(file.read()) != known.digest", "if False", PUBLISHING),
    Mutant(STAGE, "known.key != plan.key or known.key == NO_KEY", "False", PUBLISHING),
    Mutant(STAGE, "copy.key != plan.key", "False", PUBLISHING),
    Mutant(
        "outputs/search.py",
        "(shown,), INDEX, update.update.key)",
        "(shown,), INDEX)",
        PIECES,
    ),
    Mutant(
        "outputs/feeds/feeds.py",
        "(entry.shown,), _told(entry))",
        "(entry.shown,))",
        PIECES,
    ),
    Mutant("outputs/pages/lite.py", 'LITE, "whole", key), make', 'LITE, "whole"), make', PIECES),
    Mutant("outputs/api/api.py", "API, told_of, components)", "API, told_of)", PIECES),
    Mutant("outputs/pages/html.py", "(section.shown,), plan.path)", "(), plan.path)", PIECES),
    Mutant("publish/making.py", "if content_digest(content) != known.digest:", "if False:", PIECES),
    Mutant("theme/policy.py", '    "form-action": "\'none\'",\n', "", POLICY),
    Mutant(
        "pages/contact_views.py", "contact.channel if count == 1", "contact.channel if True", TEXTS
    ),
    Mutant("outputs/pages/html.py", "if is_url(url) else None if", "if True else None if", LINKS),
    Mutant("publish/build_lock.py", "fcntl.LOCK_EX", "fcntl.LOCK_SH", PUBLISHING),
    Mutant("publish/mark.py", "if title.startswith(_MAKER) else None", "", PUBLISHING),
)


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether all tests pass on a copy of the repository with this mutant in it."""
    file = copy / "site_builder" / mutant.file
    whole = file.read_text("utf-8")
    if whole.count(mutant.old) < 1:
        raise SystemExit(f"{mutant.file} has no “{mutant.old.strip()}” any more")
    file.write_text(whole.replace(mutant.old, mutant.new, 1), "utf-8")
    try:
        tests = [name for name in dict.fromkeys(mutant.tests) if (copy / name).exists()]
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "2", *tests]
        environment = os.environ | {"PYTHONPATH": str(copy), "KILLS": "2"}
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=900)
        return done.returncode == 0
    finally:
        file.write_text(whole, "utf-8")


def main() -> int:
    """Try the mutants whose file has the first argument in its name."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [mutant for mutant in MUTANTS if wanted in mutant.file]
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder, "copy")
        skipped = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "__pycache__")
        shutil.copytree(ROOT, copy, ignore=skipped, symlinks=True)
        for number, mutant in enumerate(chosen, 1):
            if survives(mutant, copy):
                survivors += 1
                print(f"survived: {mutant.file}: {mutant.old.strip()} -> {mutant.new.strip()}")
            print(f"{number} of {len(chosen)}", file=sys.stderr, flush=True)
    print(f"{len(chosen)} mutants, {survivors} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())

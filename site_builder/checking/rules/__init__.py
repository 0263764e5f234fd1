"""The checks, one kind of problem per module. `CHECKS` lists them in the order they run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules import (
    as_of_after_published,
    bad_file,
    bad_id,
    before_start,
    contact_address,
    contact_channel,
    contact_hours,
    contact_order,
    contact_phone,
    contradiction,
    contradiction_ahead,
    control_character,
    correction_too_early,
    country_as_language,
    country_not_in_entry,
    doubtful_number,
    duplicate_key,
    early_postmortem,
    fact_too_early,
    fact_value,
    file_date,
    file_name,
    forbidden_link,
    former_taken,
    heading_space,
    hedge,
    impossible_date,
    invisible_character,
    left_down,
    local_time,
    lost_text,
    missing_date,
    missing_incident,
    missing_key,
    missing_source,
    missing_status,
    missing_time_zone,
    no_country,
    no_interface,
    no_language,
    not_approved,
    open_comment,
    pasted_bullet,
    picture_words,
    placeholder,
    promise_past,
    promise_too_early,
    raw_html,
    related_to_itself,
    reserved_page,
    resolved_but_down,
    same_correction_date,
    service_not_there,
    silent_change,
    since_after,
    stale_translation,
    stray_brace,
    stray_file,
    supersedes_itself,
    unclear_correction,
    unknown_audience,
    unknown_category,
    unknown_claim,
    unknown_country,
    unknown_edition,
    unknown_entry,
    unknown_fact,
    unknown_file,
    unknown_holidays,
    unknown_key,
    unknown_link,
    unknown_locale,
    unknown_related,
    unknown_rule,
    unknown_service,
    unknown_value,
    unused_claim,
    unused_file,
    which_is_newer,
    window_order,
    would_vanish,
    wrong_status,
    wrong_type,
    yaml_syntax,
)
from site_builder.model.message import told
from site_builder.model.problem import Problem

MODULES = (
    yaml_syntax,
    duplicate_key,
    file_name,
    stray_file,
    lost_text,
    unknown_key,
    missing_key,
    wrong_type,
    unknown_value,
    unknown_locale,
    country_as_language,
    impossible_date,
    local_time,
    bad_id,
    no_country,
    missing_time_zone,
    no_interface,
    unknown_country,
    unknown_edition,
    unknown_service,
    service_not_there,
    unknown_category,
    unknown_audience,
    unknown_claim,
    unused_claim,
    unknown_rule,
    fact_value,
    doubtful_number,
    unknown_fact,
    stray_brace,
    open_comment,
    raw_html,
    pasted_bullet,
    heading_space,
    fact_too_early,
    forbidden_link,
    unknown_link,
    bad_file,
    unknown_file,
    picture_words,
    placeholder,
    hedge,
    unused_file,
    control_character,
    invisible_character,
    missing_source,
    no_language,
    not_approved,
    stale_translation,
    unknown_entry,
    supersedes_itself,
    unknown_related,
    related_to_itself,
    missing_incident,
    missing_date,
    file_date,
    before_start,
    as_of_after_published,
    window_order,
    correction_too_early,
    same_correction_date,
    since_after,
    resolved_but_down,
    left_down,
    wrong_status,
    missing_status,
    early_postmortem,
    which_is_newer,
    contradiction,
    contradiction_ahead,
    unclear_correction,
    silent_change,
    would_vanish,
    country_not_in_entry,
    contact_channel,
    contact_address,
    contact_hours,
    contact_order,
    contact_phone,
    unknown_holidays,
    reserved_page,
    former_taken,
    promise_too_early,
    promise_past,
)
CHECKS: tuple[Check, ...] = tuple(module.CHECK for module in MODULES)


MOST_OF_A_KIND = 100
"""In one file; more are only counted."""


def find_problems(examined: Examined) -> tuple[Problem, ...]:
    """Return the problems of the site, sorted by place; of many of a kind in a file, the first."""
    return first_of_each({problem for check in CHECKS for problem in check.problems(examined)})


def explanations() -> dict[str, str]:
    """Return what each check is about, with examples, by its code."""
    return {module.CHECK.code: (module.__doc__ or "").strip() for module in MODULES}


def first_of_each(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems sorted by place, with MOST_OF_A_KIND of each code in a file.

    The last one of these says how many more there are.
    """
    kept: list[Problem] = []
    last: dict[tuple[str, str], int] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for problem in sorted(problems, key=lambda p: (p.place, p.code, p.message)):
        kind = (problem.place.file, problem.code)
        counts[kind] += 1
        if counts[kind] <= MOST_OF_A_KIND:
            last[kind] = len(kept)
            kept.append(problem)
    for kind, i in last.items():
        more = counts[kind] - MOST_OF_A_KIND
        if more > 0:
            text = told(
                "%(message)s And %(more)s more problems of this kind in this file.",
                message=kept[i].message,
                more=more,
            )
            kept[i] = replace(kept[i], message=text)
    return tuple(kept)

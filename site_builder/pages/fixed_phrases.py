"""The fixed words of the templates."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.language.interface import Interface


def words_of(interface: Interface) -> Mapping[str, str]:
    """Return the fixed words that templates name, in the interface's language."""
    say = interface.gettext
    return {
        "draft": say("Draft – not published"),
        "states": say("Service status in this update"),
        "services": say("Services"),
        "updates": say("Updates"),
        "more": say("Show more"),
        "get_updates": say("Get updates"),
        "older": say("Earlier updates"),
        "changes": say("Changes"),
        "history": say("All updates by month"),
        "no_updates": say("There are no updates yet."),
        "what_to_do": say("What you can do"),
        "questions": say("Questions and answers"),
        "all_questions": say("All questions and answers"),
        "no_questions": say("No questions and answers have been published yet."),
        "no_states": say("No service status has been published yet."),
        "contact": say("Contact"),
        "no_contacts": say("No contact details are available."),
        "contents": say("On this page"),
        "topics": say("Topics"),
        "most_asked": say("Most asked"),
        "related": say("Related questions"),
        "link_here": say("Link to this answer"),
        "not_answered": say("Did this not answer your question?"),
        "maintenance": say("Planned maintenance"),
        "subject": say("Subject line:"),
        "countries": say("All countries"),
        "country": say("Country"),
        "service": say("Service"),
        "unknown": say("No information"),
        "course": say("Recovery over time"),
        "as_table": say("Show as a table"),
        "last_days": say("Last 90 days"),
        "today": say("Today"),
        "everybody": say("For everyone"),
        "in_reader": say("In an app or feed reader"),
        "how_to_subscribe": say("How it works"),
        "in_calendar": say("In your calendar"),
        "in_calendar_is": say("Planned maintenance and expected updates"),
        "all_feeds": say("All addresses"),
        "feeds": say(
            "A feed delivers every update as soon as it is published. You do not need to give an "
            "email address, and you can unsubscribe at any time."
        ),
        "known": say("What we know"),
        "not_known": say("What we do not know yet"),
        "next": say("What happens next"),
        "months": say("Earlier months"),
        "replaced": say("What changed in this text"),
        "added": say("Added:"),
        "removed": say("Removed:"),
    }


def shell_terms(interface: Interface) -> tuple[tuple[str, str], ...]:
    """Return the words of the shell around an article."""
    say = interface.gettext
    return (
        ("skip", say("Skip to content")),
        ("navigation", say("Main navigation")),
        ("footer", say("Footer")),
        ("search", say("Search")),
    )

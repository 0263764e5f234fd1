"""The fixed words of the templates."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.language.interface import Interface


def words_of(interface: Interface) -> Mapping[str, str]:
    """The fixed words that templates name, in the interface's language."""
    say = interface.gettext
    return {
        "draft": say("Draft: not published"),
        "states": say("What this update says of the services"),
        "services": say("Services"),
        "broken": say("Not as usual"),
        "working": say("Works"),
        "updates": say("Updates"),
        "older": say("Earlier updates"),
        "history": say("All updates by month"),
        "no_updates": say("There is no update yet."),
        "what_to_do": say("What you can do"),
        "questions": say("Questions and answers"),
        "all_questions": say("All questions and answers"),
        "no_questions": say("There are no questions and answers here yet."),
        "no_states": say("No text has named the state of a service yet."),
        "contact": say("Contact"),
        "no_contacts": say("No contact is given here."),
        "contents": say("On this page"),
        "maintenance": say("Planned maintenance"),
        "subject": say("Subject line:"),
        "countries": say("All countries"),
        "service": say("Service"),
        "unknown": say("Nothing said"),
        "not_offered": say("Not offered here"),
        "course": say("The recovery over time"),
        "as_table": say("As a table"),
        "last_days": say("The last 90 days"),
        "today": say("Today"),
        "everybody": say("For everybody"),
        "feeds": say(
            "A feed tells you of every update as soon as it is out. You give nobody your e-mail "
            "address, and you can stop at any time."
        ),
        "months": say("Earlier months"),
    }


def shell_terms(interface: Interface) -> tuple[tuple[str, str], ...]:
    """The words of the shell around an article."""
    say = interface.gettext
    return (
        ("skip", say("Skip to content")),
        ("navigation", say("Main navigation")),
        ("footer", say("Footer")),
        ("search", say("Search")),
    )

"""Files at fixed places for programs: `security.txt` and `llms.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial

from site_builder.outputs.guides.as_markdown import line_as_markdown
from site_builder.outputs.guides.markdown_twins import TWIN
from site_builder.outputs.output import PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import site_name
from site_builder.pages.addresses import FAQ
from site_builder.pages.voice import Voice

SECURITY = ".well-known/security.txt"
LLMS = "llms.txt"
_VALID = timedelta(days=300)


def plan_security(voices: Sequence[Voice], site: PlannedSite) -> Iterable[Plan]:
    """Plan security.txt, with the contacts for vulnerabilities in mkdocs.yml (RFC 9116)."""
    if not site.security:
        return
    # RFC 9116, 2.5.5: less than a year ahead, so an abandoned file expires.
    expires = (voices[0].edition.at + _VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    languages = dict.fromkeys(voice.edition.locale for voice in voices)
    lines = [
        *(f"Contact: {contact}" for contact in site.security),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages)}",
    ]
    if site.site_url is not None:
        lines.append(f"Canonical: {site.site_url}{SECURITY}")
    yield Plan(SECURITY, None, ("\n".join(lines) + "\n").encode)


def plan_llms(voices: Sequence[Voice], site: PlannedSite) -> Iterable[Plan]:
    """Yield the file that assistants read first (llmstxt.org): the situation, and each edition's
    address.
    """
    if site.site_url is not None:
        told = [
            (voice.edition.address, site.headlines[voice.edition.address].text) for voice in voices
        ]
        yield Plan(LLMS, site.whole_key(LLMS, site.site_url, told), partial(_guide, voices, site))


def _guide(voices: Sequence[Voice], site: PlannedSite) -> bytes:
    first = voices[0]
    lines = [
        f"# {line_as_markdown(site_name(first, site))}",
        "",
        f"> {line_as_markdown(site.headlines[first.edition.address].text)}",
        "",
        "## Editions",
        "",
    ]
    for voice in voices:
        country = voice.country_name(voice.edition.country)
        name = line_as_markdown(f"{country} – {voice.edition.language}")
        base, twin = f"{site.site_url}{voice.edition.address}/", ""
        if "markdown" in site.outputs:
            twin = TWIN
        now = line_as_markdown(site.headlines[voice.edition.address].text)
        lines.append(f"- [{name}]({base}{twin}): {now}")
        lines.append(f"  - [{voice.say('Questions and answers')}]({base}{FAQ}{twin})")
    return ("\n".join(lines) + "\n").encode()

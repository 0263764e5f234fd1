"""Pages fit small screens, large text, the keyboard and what readers ask of their systems."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader

# WCAG 2.2, 1.4.12: a reader may set at least this much space.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
_NAME = """
const name = (element) => element.tagName.toLowerCase()
  + (element.id ? `#${element.id}` : "")
  + [...element.classList].map((word) => `.${word}`).join("")
  + ` “${(element.textContent ?? "").trim().slice(0, 30)}”`;
"""
_TOO_WIDE = f"""() => {{
  {_NAME}
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return [];
  const outside = [...document.querySelectorAll("body *")].filter((element) => {{
    const {{left, right}} = element.getBoundingClientRect();
    return right > innerWidth + 1 || left < -1;
  }});
  return [`${{page.scrollWidth}} px wide`, ...outside.slice(0, 5).map(name)];
}}"""
# An element of one pixel is there for screen readers only.
_CLIPPED = f"""() => {{
  {_NAME}
  return [...document.querySelectorAll("body *")].filter((element) => {{
    const {{overflowX, overflowY}} = getComputedStyle(element);
    const hides = (overflow) => ["hidden", "clip"].includes(overflow);
    return element.clientWidth > 1
      && (hides(overflowX) && element.scrollWidth > element.clientWidth + 1
        || hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
  }}).map(name);
}}"""
_LIST_STOPS = """() => {
  const stops = "a[href], summary, button, input, select, textarea, [tabindex]";
  window.stops = [...document.querySelectorAll(stops)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
  return window.stops.length;
}"""
# Chromium also stops at what scrolls, which is right and not in the list.
_STOP = f"""() => {{
  {_NAME}
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const front = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {{
    name: name(element),
    place: window.stops.indexOf(element),
    scrolls: element.scrollWidth > element.clientWidth && style.overflowX !== "visible",
    shows: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      || style.boxShadow !== "none",
    inFront: front !== null && (element.contains(front) || front.contains(element)),
  }};
}}"""
_MOVING = f"""() => {{
  {_NAME}
  const seconds = (list) => Math.max(...list.split(",").map((time) =>
    parseFloat(time) * (time.endsWith("ms") ? .001 : 1)));
  const moving = (element, part) => {{
    const style = getComputedStyle(element, part);
    return seconds(style.transitionDuration) > .01
      || style.animationName !== "none" && seconds(style.animationDuration) > .01
      || style.scrollBehavior === "smooth";
  }};
  return [...document.querySelectorAll("*")]
    .filter((element) => [null, "::before", "::after"].some((part) => moving(element, part)))
    .map(name);
}}"""
_STATES = """() => [...document.querySelectorAll('[class*="state--"], [class*="banner--"]')]
  .filter((element) => element.checkVisibility())
  .map((element) => [
    [...element.classList].find((word) => /^(state|banner)--/.test(word)), element.innerText.trim()
  ])"""
_SHOWN = """(element) => {
  const {left, top, width, height} = element.getBoundingClientRect();
  return width > 1 && height > 1 && left >= 0 && top >= 0 && left + width <= innerWidth
    && getComputedStyle(element).opacity === "1" && element.checkVisibility();
}"""
_IS_BEFORE_MAIN = """() => {
  const follows = document.activeElement.compareDocumentPosition(document.querySelector("main"));
  return document.activeElement === document.body
    || Boolean(follows & Node.DOCUMENT_POSITION_FOLLOWING);
}"""
# A page with a single link before its text has nothing that would have to be skipped.
_HAS_NAVIGATION = """() => {
  const main = document.querySelector("main");
  return [...document.querySelectorAll("body a[href], body summary")].filter((stop) =>
    stop.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING).length > 1;
}"""


def test_nothing_of_a_long_history_is_wider_than_a_small_screen(
    history_site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(320))
    faults = []
    for kind, url in history_site.kinds.items():
        page = tab.open(url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        faults += [f"{kind}: too wide: {fault}" for fault in page.evaluate(_TOO_WIDE)]
        faults += [f"{kind}: cut off: {fault}" for fault in page.evaluate(_CLIPPED)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("reader", [Reader(320), Reader(1280, text_size=200)], ids=str)
@pytest.mark.parametrize("spacing", ["", TEXT_SPACING], ids=["as it is", "text spacing"])
def test_nothing_is_wider_than_the_window_or_cut_off(
    spacing: str, reader: Reader, site: Site, read_as: OpenTab
) -> None:
    tab = read_as(reader, bypass_policy=True)
    faults = []
    for kind, url in site.kinds.items():
        page = tab.open(url)
        if spacing:
            page.add_style_tag(content=spacing)
        faults += [f"{kind}: too wide: {fault}" for fault in page.evaluate(_TOO_WIDE)]
        faults += [f"{kind}: cut off: {fault}" for fault in page.evaluate(_CLIPPED)]
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        faults += [f"{kind}, opened: too wide: {fault}" for fault in page.evaluate(_TOO_WIDE)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_skip_link_comes_first_and_leads_past_the_navigation(
    width: int, site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(width, wants_less_motion=True))
    faults = []
    for kind, url in site.kinds.items():
        page = tab.open(url)
        # The page for missing addresses has a `base`, which such a link would lead to.
        if not page.evaluate(_HAS_NAVIGATION) or page.locator("base").count():
            continue
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        target = skip.evaluate("(element) => element.hash") or ""
        if not target or not page.locator(f"main {target}, main{target}").count():
            faults.append(f"{kind}: the first stop leads to {skip.get_attribute('href')}")
            continue
        if not skip.evaluate(_SHOWN):
            faults.append(f"{kind}: it has the focus but is not seen")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        if page.evaluate(_IS_BEFORE_MAIN):
            faults.append(f"{kind}: the next stop is not past the navigation")
    assert not faults, "\n".join(faults)


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(1280, wants_less_motion=True))
    faults = []
    for kind, url in site.kinds.items():
        page = tab.open(url)
        expected, count = 0, page.evaluate(_LIST_STOPS)
        for _ in range(count * 2):
            if expected == count:
                break
            page.keyboard.press("Tab")
            stop: dict[str, Any] = page.evaluate(_STOP)
            if not stop["shows"]:
                faults.append(f"{kind}: no sign of the focus: {stop['name']}")
            if not stop["inFront"]:
                faults.append(f"{kind}: something lies over it: {stop['name']}")
            if stop["place"] >= 0:
                if stop["place"] != expected:
                    faults.append(f"{kind}: out of order: {stop['name']}")
                expected = stop["place"] + 1
        else:
            faults.append(f"{kind}: {expected} of {count} stops were reached")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_states_are_told_apart_by_words_where_colours_are_forced(
    scheme: str, site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(scheme="dark" if scheme == "dark" else "light", has_forced_colours=True))
    seen: dict[str, str] = {}
    for kind, url in site.kinds.items():
        for state, text in tab.open(url).evaluate(_STATES):
            assert text, f"{kind}: {state} is shown without a word"
            if state.startswith("state--"):
                assert seen.setdefault(text, state) == state, f"{kind}: “{text}” is two states"
    assert len(seen) > 2


def test_nothing_moves_for_readers_who_want_less_motion(site: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(wants_less_motion=True))
    faults = []
    for kind, url in site.kinds.items():
        page = tab.open(url)
        faults += [f"{kind}: {fault}" for fault in page.evaluate(_MOVING)]
        assert page.evaluate("document.getAnimations().length") == 0, kind
    assert not faults, "\n".join(faults[:20])

// A filter of the questions on a page: those with a word in their title come first.

import { folded } from "./folding.js";
import { mark, unmark } from "./marking.js";
import { language, make, words } from "./page.js";

/** Marking takes longer than finding, and one letter is everywhere. */
const SHORTEST_MARKED = 2;
const PAUSE = 400;

/** The words of an element, without those that the script has added. */
const written = (element) => {
  const copy = element.cloneNode(true);
  for (const added of copy.querySelectorAll("[data-enhanced]")) added.remove();
  return folded(copy.textContent);
};

/** A question of the page, with or without its answer. */
const questionOf = (element) => {
  const fold = element.querySelector("details");
  return { element, fold, title: written(element.querySelector("h2, h3") ?? element), text: written(element) };
};

/** What people typed, in the address: a link or reload keeps it. */
const typed = () => new URLSearchParams(location.search).get("q") ?? "";
const keep = (value) => {
  const address = new URL(location);
  if (value) address.searchParams.set("q", value);
  else address.searchParams.delete("q");
  // Pages opened from a disk have no address to change.
  try { history.replaceState(history.state, "", address); } catch { /* Nothing is kept, then. */ }
};

export const offerFilter = () => {
  const place = document.querySelector(".filter");
  if (!place) return;
  const input = make("input", { type: "search", id: "filter:field", class: "field", autocomplete: "off" });
  const clear = make("button", { type: "button", class: "filter__clear", "aria-label": words.clear }, "×");
  const count = make("p", { class: "filter__count", "aria-hidden": "true" });
  const status = make("p", { class: "unseen", role: "status" });
  const none = make("p", { class: "filter__none" },
    make("a", { href: place.dataset.contact }, words.contact), ...searching(input));
  place.append(make("label", { for: "filter:field" }, words.filter), count,
    make("div", { class: "filter__box" }, input, clear), none, status);
  for (const added of place.children) added.dataset.enhanced = "";

  const questions = [...document.querySelectorAll(".answers > .entry, .line")].map(questionOf);
  const list = document.querySelector(".answers");
  const order = list ? [...list.children] : [];
  const heads = [...document.querySelectorAll(".answers > h2, h2:has(+ .lines)")];
  // The questions that were found stay below a heading.
  const results = make("h2", { class: "unseen", "data-enhanced": "" });
  const others = [...document.querySelectorAll(".contents, .topics, .most-asked, .choices")];

  const forget = () => {
    for (const question of questions) {
      if (question.isMarked) unmark(question.element);
      if (question.isOpened) question.fold.open = false;
      question.isMarked = question.isOpened = false;
    }
  };
  const show = (question, parts) => {
    if (parts.some((part) => part.length >= SHORTEST_MARKED)) {
      mark(question.element, parts.filter((part) => part.length >= SHORTEST_MARKED));
      question.isMarked = true;
    }
    // Nobody sees why a question was found if the words are in its closed answer.
    if (question.fold && !question.fold.open && !question.inTitle) question.isOpened = question.fold.open = true;
  };

  const filter = () => {
    const parts = folded(input.value).split(/\s+/).filter(Boolean);
    const isOn = parts.length > 0;
    forget();
    let found = 0;
    for (const question of questions) {
      question.inTitle = parts.every((part) => question.title.includes(part));
      const isFound = question.inTitle || parts.every((part) => question.text.includes(part));
      question.element.hidden = !isFound;
      found += isFound ? 1 : 0;
      if (isFound && isOn) show(question, parts);
    }
    if (list) {
      const first = isOn ? questions.filter((question) => question.inTitle).map((question) => question.element) : [];
      results.remove();
      list.append(...isOn && heads.length ? [results] : [], ...first, ...order.filter((element) => !first.includes(element)));
    }
    for (const head of heads) {
      const lines = head.nextElementSibling;
      head.hidden = isOn && (list !== null || !lines.querySelector(".line:not([hidden])"));
    }
    for (const other of others) other.hidden = isOn;
    clear.hidden = !input.value;
    none.hidden = found > 0;
    const said = isOn ? found ? words.found.replace("%s", found.toLocaleString(language)) : words.none : "";
    results.textContent = said;
    return said;
  };

  let pause;
  const changed = () => {
    count.textContent = filter();
    clearTimeout(pause);
    // Screen readers would read each number while somebody types, and browsers limit changes of the address.
    pause = setTimeout(() => { status.textContent = count.textContent; keep(input.value); }, PAUSE);
  };
  input.addEventListener("input", changed);
  clear.addEventListener("click", () => { input.value = ""; changed(); input.focus(); });
  input.value = typed();
  count.textContent = filter();
};

/** A button that asks the search of the whole site the same, if there is one. */
const searching = (input) => {
  const template = document.getElementById("search-box");
  if (!template) return [];
  const button = make("button", { type: "button" }, words.search);
  button.addEventListener("click", () => {
    const icon = document.querySelector(".search-link");
    if (icon?.getAttribute("aria-expanded") === "false") icon.click();
    const box = document.querySelector(".search__input");
    if (!box) return;
    box.value = input.value;
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return [button];
};

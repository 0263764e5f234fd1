// The results of a search, and where one leads that found nothing.

import { base, make, words as phrases } from "./page.js";

const RESULT = "md-search-result__item";
const LINK = "md-search-result__link";
const TEXT = "md-search-result__text";

const spoken = (lang) => lang ? { lang, dir: "auto" } : {};

/** Pieces of a text, with those that were found as elements. */
const shown = (pieces) => pieces.map(([text, isMarked]) => isMarked ? make("mark", {}, text) : text);

/** An entry that was found, with the part of its text that says why. */
export const result = ({ document: { location, title, text, titleLang, lang, note }, words }, { marked, excerpt }) =>
  make("li", { class: RESULT },
    make("a", { class: LINK, href: new URL(location, base).href },
      make("strong", { class: "md-search-result__title", ...spoken(titleLang) }, ...shown(marked(title, words))),
      ...note ? [make("span", { class: TEXT }, note)] : [],
      make("span", { class: TEXT, ...spoken(lang) }, ...shown(excerpt(text ?? "", words)))));

/** Pages that may help when nothing is found, after a line that says so. */
export const helpful = (pages) => pages.length === 0 ? [] : [
  make("li", { class: "search__hint" }, phrases.helpful),
  ...pages.map(({ location, title, titleLang }) => make("li", { class: "search__help" },
    make("a", { class: LINK, href: new URL(location, base).href, ...spoken(titleLang) }, title))),
];

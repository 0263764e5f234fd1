// Material's search: its worker and languages, an index for each edition. It loads when somebody
// goes to the box.

import { folded } from "./folding.js";
import { base, language, make, words } from "./page.js";

const MOST = 20;
/** Characters of an excerpt, and milliseconds after which the engine counts as missing. */
const EXCERPT = 220;
const PATIENCE = 20_000;

/** A function that asks the engine, and what it does not give back of each document. */
const startEngine = async () => {
  const answer = await fetch(new URL("search.json", base));
  if (!answer.ok) throw new Error(answer.statusText);
  const index = await answer.json();
  const worker = new Worker(new URL(words.worker, location.href));
  // One question at a time, since answers do not say which one they answer.
  let turn = Promise.resolve();
  const ask = (message) => {
    turn = turn.then(() => new Promise((resolve, reject) => {
      // An engine that cannot load its languages says nothing at all.
      const late = setTimeout(reject, PATIENCE);
      worker.onmessage = ({ data }) => { clearTimeout(late); resolve(data); };
      worker.onerror = reject;
      worker.postMessage(message);
    }));
    return turn;
  };
  try {
    await ask({ type: 0, data: { ...index, options: { suggest: false } } });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { ask, known: new Map(index.docs.map((doc) => [doc.location, doc])) };
};

/** The text with its marks as elements. */
const marked = (text) => text.split(/(<mark>.*?<\/mark>)/).map((part) =>
  part.startsWith("<mark>") ? make("mark", {}, part.slice(6, -7)) : part);

/** The part of a text around its first mark. */
const excerpt = (text) => {
  const at = Math.max(text.indexOf("<mark>"), 0);
  // Chinese and Japanese have no spaces to begin after.
  const from = at < 60 ? 0 : Math.max(text.lastIndexOf(" ", at - 40) + 1, at - 80);
  let end = from + EXCERPT;
  const open = text.lastIndexOf("<mark>", end);
  const close = open < from ? -1 : text.indexOf("</mark>", open);
  if (close >= 0) end = Math.max(end, close + "</mark>".length);
  return (from ? "… " : "") + text.slice(from, end);
};

const spoken = (lang) => lang ? { lang, dir: "auto" } : {};

const result = (item, known) => {
  const { titleLang, lang, note } = known.get(item.location) ?? {};
  return make("li", { class: "md-search-result__item" },
    make("a", { class: "md-search-result__link", href: new URL(item.location, base).href },
      make("strong", { class: "md-search-result__title", ...spoken(titleLang) }, ...marked(item.title)),
      ...note ? [make("span", { class: "md-search-result__text" }, note)] : [],
      make("span", { class: "md-search-result__text", ...spoken(lang) }, ...marked(excerpt(item.text)))));
};

/** The query for the engine, which compares beginnings of words as typed with stems. */
const asked = (query) => query.split(/[\s:~^+*"'’-]+/u).filter(Boolean)
  .flatMap((word) => [word, folded(word), `${word}^1`]).join(" ");

export const offerSearch = () => {
  const template = document.getElementById("search-box");
  if (!template || !window.Worker) return;
  const icon = document.querySelector(".search-link");
  icon.before(template.content.cloneNode(true));
  const box = document.querySelector(".md-search");
  const input = box.querySelector(".md-search__input");
  const list = box.querySelector(".md-search-result__list");
  const meta = box.querySelector(".md-search-result__meta");
  const output = box.querySelector(".md-search__output");

  let ready;
  const start = () => {
    ready ??= startEngine();
    // A later try may have a connection.
    ready.catch(() => { ready = undefined; });
    return ready;
  };

  let latest = 0;
  const search = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    output.hidden = !query;
    if (!query) return;
    meta.textContent = words.starting;
    try {
      const { ask, known } = await start();
      if (turn !== latest) return;
      const answer = await ask({ type: 2, data: asked(query) });
      if (turn !== latest) return;
      const hits = answer.data.items.flat().filter((item) => item.score > 0).slice(0, MOST);
      const hasFocus = list.contains(document.activeElement);
      list.replaceChildren(...hits.map((item) => result(item, known)));
      // Somebody pressed Enter while the results before these were there.
      if (hasFocus) (list.querySelector("a") ?? input).focus();
      meta.textContent = hits.length === 0 ? words.nothing
        : words.found.replace("%s", hits.length.toLocaleString(language));
    } catch {
      // An engine that left one question unanswered answers none after it.
      ready = undefined;
      if (turn === latest) meta.textContent = words.offline;
    }
  };

  // On a narrow screen the box has no room until someone asks for it.
  icon.setAttribute("role", "button");
  const unfold = (isOpen) => {
    box.classList.toggle("search--open", isOpen);
    icon.setAttribute("aria-expanded", isOpen);
  };
  unfold(false);
  icon.addEventListener("click", (event) => {
    event.preventDefault();
    unfold(!box.classList.contains("search--open"));
    if (box.classList.contains("search--open")) input.focus();
  });
  icon.addEventListener("keydown", (event) => {
    if (event.key === " ") { event.preventDefault(); icon.click(); }
  });

  input.addEventListener("focus", () => start().catch(() => {}), { once: true });
  input.addEventListener("input", search);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  box.addEventListener("reset", () => setTimeout(search));
  box.addEventListener("click", (event) => { if (event.target.closest("a")) output.hidden = true; });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !output.hidden) { output.hidden = true; input.focus(); }
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === "/" && !isShortcut && !/^(input|textarea|select)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      unfold(true);
      input.focus();
    }
  });
  addEventListener("click", (event) => { if (!box.contains(event.target)) output.hidden = true; });
};

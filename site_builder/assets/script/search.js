// The search box. The engine and the index of the edition load when somebody goes to the box.

import { base, language, make, words } from "./page.js";
import { helpful, result } from "./search_results.js";

/** Milliseconds after which files count as missing, and after which a pause in typing is one. */
const PATIENCE = 20_000;
const PAUSE = 500;

const loaded = async (address) => {
  const answer = await fetch(new URL(address, base));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

let tries = 0;
/** The engine with the index of the edition. */
const startEngine = async () => {
  const script = new URL(words.engine, location.href);
  // Some browsers remember that a module was missing.
  if (tries++) script.search = tries;
  const late = new Promise((resolve, reject) => { setTimeout(reject, PATIENCE); });
  const [engine, { docs, help }] = await Promise.race([Promise.all([import(script), loaded("search.json")]), late]);
  return { ...engine, help, index: new engine.Index(docs, language) };
};

export const offerSearch = () => {
  const template = document.getElementById("search-box");
  if (!template) return;
  const icon = document.querySelector(".search-link");
  icon.before(template.content.cloneNode(true));
  const box = document.querySelector(".md-search");
  const input = box.querySelector(".md-search__input");
  const list = box.querySelector(".md-search-result__list");
  const meta = box.querySelector(".md-search-result__meta");
  const output = box.querySelector(".md-search__output");

  // A part of the page that was hidden does not speak; this one is there from the start.
  const status = make("p", { class: "unseen", role: "status" });
  box.append(status);
  let pause;
  const say = (text) => {
    meta.textContent = text;
    clearTimeout(pause);
    pause = setTimeout(() => { status.textContent = text; }, PAUSE);
  };

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
    if (!query) { say(""); return; }
    if (!ready) say(words.starting);
    try {
      const engine = await start();
      if (turn !== latest) return;
      const hits = engine.index.find(query);
      list.replaceChildren(...hits.length ? hits.map((hit) => result(hit, engine)) : helpful(engine.help));
      output.scrollTop = 0;
      say(hits.length === 0 ? words.nothing : words.found.replace("%s", hits.length.toLocaleString(language)));
    } catch {
      if (turn === latest) { list.replaceChildren(); say(words.offline); }
    }
  };

  /** Go down or up in the results; the box is above the first. */
  const step = (event) => {
    const places = [input, ...list.querySelectorAll("a")];
    const next = places.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (!output.hidden && next >= 0 && next < places.length) { event.preventDefault(); places[next].focus(); }
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

  input.addEventListener("focus", () => { start().catch(() => {}); if (output.hidden && input.value) search(); });
  input.addEventListener("input", search);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  box.addEventListener("reset", () => setTimeout(search));
  box.addEventListener("keydown", (event) => { if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event); });
  box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !box.contains(relatedTarget)) output.hidden = true; });
  box.addEventListener("click", (event) => { if (event.target.closest("a")) output.hidden = true; });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !output.hidden) { input.focus(); output.hidden = true; }
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === "/" && !isShortcut && !/^(input|textarea|select)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      unfold(true);
      input.focus();
    }
  });
  addEventListener("click", (event) => { if (!box.contains(event.target)) output.hidden = true; });
};

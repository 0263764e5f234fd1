// Conveniences for browsers with scripts. All text and links work without them.

const words = JSON.parse(document.getElementById("script").dataset.words);
const base = new URL(words.base, location.href);
const page = `seen:${location.pathname}`;

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const stored = (key) => {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
};
const store = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* then it is not stored */ }
};

// Open a closed part of the page when a link leads to it.
const openTarget = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let closed = target && target.closest("details:not([open])");
  if (!closed) return;
  for (; closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", openTarget);
openTarget();

// Suggest an edition at the root of the site: RFC 4647, 3.4, lookup. It never redirects, because
// the browser's language is only a guess.
const suggestion = document.querySelector(".suggestion");
const likely = (tag) => {
  try { return { given: new Intl.Locale(tag), whole: new Intl.Locale(tag).maximize() }; } catch { return null; }
};
const suited = (editions) => {
  for (const wanted of navigator.languages.map(likely).filter(Boolean)) {
    const alike = editions.filter(({ whole }) => whole.language === wanted.whole.language && whole.script === wanted.whole.script);
    const there = alike.filter(({ given }) => given.region && given.region === wanted.given.region);
    // The international edition has no region in its tag.
    if (alike.length) return there.length ? there : [...alike].sort((a, b) => Boolean(a.given.region) - Boolean(b.given.region));
  }
  return [];
};
if (suggestion) {
  const links = [...document.querySelectorAll(".countries a")];
  const editions = links.map((link) => ({ link, ...likely(link.hreflang) })).filter(({ whole }) => whole);
  const [first, ...others] = suited(editions).slice(0, 3).map(({ link }) => link);
  if (first) {
    suggestion.dataset.enhanced = "";
    suggestion.dir = "auto";
    suggestion.append(make("p", { lang: first.dataset.spoken }, first.dataset.suggestion));
    suggestion.append(make("ul", {}, ...[first, ...others].map((link) =>
      make("li", {}, make("a", { href: link.getAttribute("href"), lang: link.lang, hreflang: link.hreflang, dir: "auto" }, link.dataset.whole)))));
  }
}

// Copy the link of an entry, or the address of a contact.
const copyButton = (text, label) => {
  const button = make("button", { type: "button", class: "copy", "data-enhanced": "", "aria-label": words.copy_of.replace("%s", () => label) }, words.copy);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
    said.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  return button;
};
const said = make("div", { class: "unseen", role: "status", "data-enhanced": "" });
document.body.append(said);
if (navigator.clipboard) {
  for (const link of document.querySelectorAll(".entry__link")) {
    const meta = link.closest(".entry").querySelector(".entry__meta");
    meta.append(" ", copyButton(link.href, link.textContent));
  }
  for (const line of document.querySelectorAll("[data-copy]")) {
    line.append(" ", copyButton(line.dataset.copy, line.dataset.copy));
  }
}

// Mark what is new since the last visit to this page. Only this browser stores it.
const seen = stored(page);
const keyed = [...document.querySelectorAll("[data-key]")];
if (seen) {
  const fresh = keyed.filter((element) => !seen.includes(element.dataset.key));
  for (const element of fresh) {
    element.querySelector("a").before(make("span", { class: "new", "data-enhanced": "" }, words.new), " ");
  }
  const first = fresh[0] && fresh[0].querySelector("a");
  const place = document.querySelector(".since-last-visit");
  if (first && place) {
    place.append(`${words.since} `, make("a", { href: first.getAttribute("href") }, first.textContent));
    place.hidden = false;
  }
}
if (keyed.length) store(page, keyed.map((element) => element.dataset.key));

// Show a time in the reader's own time zone, on hover, focus or tap.
for (const time of document.querySelectorAll('time[datetime*="T"]')) {
  // Anything hidden from screen readers must not take the focus.
  if (time.closest("[aria-hidden]")) continue;
  const moment = new Date(time.dateTime);
  const written = /[+-]\d\d:\d\d$/.exec(time.dateTime);
  const here = -moment.getTimezoneOffset();
  const there = written ? Number(`${written[0][0]}1`) * (Number(written[0].slice(1, 3)) * 60 + Number(written[0].slice(4))) : 0;
  if (here === there || Number.isNaN(moment.valueOf())) continue;
  const own = moment.toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  time.tabIndex = 0;
  time.classList.add("moment");
  time.append(make("span", { class: "moment__own", "data-enhanced": "" }, words.own.replace("%s", own)));
}

// Search and filter ignore accents.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(document.documentElement.lang);

const filterPlace = document.querySelector(".filter");
if (filterPlace) {
  const input = make("input", { type: "search", id: "filter", class: "field" });
  const none = make("p", { role: "status" });
  filterPlace.append(make("label", { for: "filter" }, words.filter), input, none);
  for (const added of filterPlace.children) added.dataset.enhanced = "";
  const entries = [...document.querySelectorAll(".entry")].map((element) => [element, plain(element.textContent)]);
  const heads = [...document.querySelectorAll("h2[id]")];
  const contents = document.querySelector(".contents");
  input.addEventListener("input", () => {
    const parts = plain(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [element, text] of entries) {
      element.hidden = !parts.every((part) => text.includes(part));
      found += element.hidden ? 0 : 1;
    }
    for (const head of heads) {
      let next = head.nextElementSibling;
      while (next && next.matches(".entry[hidden]")) next = next.nextElementSibling;
      head.hidden = !next || !next.matches(".entry");
    }
    if (contents) contents.hidden = parts.length > 0;
    none.textContent = found ? "" : words.none;
  });
}

// Material's search: its worker and languages, an index for each edition. Loaded on first use.
const template = document.getElementById("search-box");
if (template && window.Worker) {
  document.querySelector(".md-header__inner").append(template.content.cloneNode(true));
  const box = document.querySelector(".md-search");
  const input = box.querySelector(".md-search__input");
  const list = box.querySelector(".md-search-result__list");
  const meta = box.querySelector(".md-search-result__meta");
  const output = box.querySelector(".md-search__output");
  let ready;
  // Data that the engine does not return: the languages of results, and the notice about them.
  let known = new Map();
  const start = () => {
    ready ??= (async () => {
      const answer = await fetch(new URL("search.json", base));
      if (!answer.ok) throw new Error(answer.statusText);
      const index = await answer.json();
      known = new Map(index.docs.map((doc) => [doc.location, doc]));
      const worker = new Worker(new URL(words.worker, location.href));
      // One query at a time, because answers do not name their query.
      let turn = Promise.resolve();
      const ask = (message) => {
        turn = turn.then(() => new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = reject;
          worker.postMessage(message);
        }));
        return turn;
      };
      await ask({ type: 0, data: { ...index, options: { suggest: false } } });
      return ask;
    })();
    ready.catch(() => { ready = undefined; });
    return ready;
  };
  const marked = (text) => text.split(/(<mark>.*?<\/mark>)/).map((part) =>
    part.startsWith("<mark>") ? make("mark", {}, part.slice(6, -7)) : part);
  const excerpt = (text) => {
    const at = Math.max(text.indexOf("<mark>"), 0);
    const from = at < 60 ? 0 : text.lastIndexOf(" ", at - 40) + 1;
    return (from ? "… " : "") + text.slice(from, from + 220);
  };
  const show = (items) => {
    const hits = items.flat().filter((item) => item.score > 0).slice(0, 20);
    const spoken = (lang) => lang ? { lang, dir: "auto" } : {};
    list.replaceChildren(...hits.map((item) => {
      const { titleLang, lang, note } = known.get(item.location) ?? {};
      return make("li", { class: "md-search-result__item" },
        make("a", { class: "md-search-result__link", href: new URL(item.location, base).href },
          make("strong", { class: "md-search-result__title", ...spoken(titleLang) }, ...marked(item.title)),
          ...note ? [make("span", { class: "md-search-result__text" }, note)] : [],
          make("span", { class: "md-search-result__text", ...spoken(lang) }, ...marked(excerpt(item.text)))));
    }));
    meta.textContent = hits.length === 0 ? words.nothing
      : words.found.replace("%s", hits.length.toLocaleString(document.documentElement.lang));
  };
  // The engine compares prefixes as typed with stems; it stems whole words itself.
  const asked = (query) => query.split(/[\s:~^+*"'’-]+/u).filter(Boolean)
    .flatMap((word) => [word, plain(word), `${word}^1`]).join(" ");
  let latest = 0;
  const search = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    output.hidden = !query;
    if (!query) return;
    meta.textContent = words.starting;
    try {
      const ask = await start();
      if (turn !== latest) return;
      const answer = await ask({ type: 2, data: asked(query) });
      if (turn === latest) show(answer.data.items);
    } catch {
      meta.textContent = words.offline;
    }
  };
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
    if (event.key === "/" && !/^(input|textarea|select)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });
  addEventListener("click", (event) => { if (!box.contains(event.target)) output.hidden = true; });
}

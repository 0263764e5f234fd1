// The edition that suits the reader, at the root of the site: RFC 4647, 3.4, lookup. Nobody is
// redirected: a language that a browser names is a guess.

import { make } from "./page.js";

// `no` is Norwegian as a whole, and its texts are written as `nb` (CLDR).
const likely = (tag) => {
  try {
    const given = new Intl.Locale(tag.replace(/^no(?=-|$)/i, "nb"));
    return { given, whole: given.maximize() };
  } catch { return null; }
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

const item = (link) => make("li", {}, make("a", {
  href: link.getAttribute("href"), lang: link.lang, hreflang: link.hreflang, dir: "auto",
}, link.dataset.whole));

/** The edition whose page is missing, from the address of the page that a server did not find. */
const askedFor = (links) => links.find((link) =>
  link.pathname.split("/").length > 2 && location.pathname.startsWith(link.pathname) && location.pathname !== link.pathname);

/** A link to the questions of an edition that have the words of the address. */
const search = (link) => {
  const url = new URL("faq/", link.href);
  const words = location.pathname.slice(link.pathname.length).split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}{3}/u.test(word));
  url.searchParams.set("q", words.at(-1) ?? "");
  return make("a", { href: url.href, lang: link.dataset.spoken, dir: "auto" }, link.dataset.search);
};

export const suggestEdition = () => {
  const place = document.querySelector(".suggestion");
  if (!place) return;
  const links = [...document.querySelectorAll(".countries a")];
  const editions = links.map((link) => ({ link, ...likely(link.hreflang) })).filter(({ whole }) => whole);
  const asked = askedFor(links);
  const [first, ...others] = asked ? [asked] : suited(editions).slice(0, 3).map(({ link }) => link);
  if (!first) return;
  place.dataset.enhanced = "";
  place.dir = "auto";
  place.append(make("p", { lang: first.dataset.spoken }, first.dataset.suggestion));
  const list = make("ul", {}, ...[first, ...others].map(item));
  if (asked?.dataset.search) list.append(make("li", {}, search(asked)));
  place.append(list);
};

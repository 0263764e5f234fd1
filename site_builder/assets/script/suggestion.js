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

export const suggestEdition = () => {
  const place = document.querySelector(".suggestion");
  if (!place) return;
  const links = [...document.querySelectorAll(".countries a")];
  const editions = links.map((link) => ({ link, ...likely(link.hreflang) })).filter(({ whole }) => whole);
  const [first, ...others] = suited(editions).slice(0, 3).map(({ link }) => link);
  if (!first) return;
  place.dataset.enhanced = "";
  place.dir = "auto";
  place.append(make("p", { lang: first.dataset.spoken }, first.dataset.suggestion));
  place.append(make("ul", {}, ...[first, ...others].map(item)));
};

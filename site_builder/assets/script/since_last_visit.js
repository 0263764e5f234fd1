// What is new since the last visit to this page. Only this browser knows.

import { make, store, stored, words } from "./page.js";

const MOST = 1000;

export const markNew = () => {
  const visit = stored("visited");
  const today = new Date().toISOString().slice(0, 10);
  store("visited", today);
  const page = `seen:${location.pathname}`;
  const known = stored(page);
  // Other pages of the domain could have stored something else there.
  const seen = Array.isArray(known) ? known : null;
  const keyed = [...document.querySelectorAll("[data-key]")];
  if (seen) mark(keyed.filter((element) => !seen.includes(element.dataset.key)), visit);
  // A page that can have entries is remembered without any, so that the first one is new. What was
  // seen stays seen if it comes back.
  if (keyed.length || document.querySelector(".since-last-visit")) {
    const keys = keyed.map((element) => element.dataset.key);
    store(page, [...new Set([...keys, ...seen ?? []])].slice(0, MOST));
  }
};

const mark = (fresh, visit) => {
  for (const element of fresh) {
    const badge = make("span", { class: "new", "data-enhanced": "" }, words.new);
    // A folded answer has no link in its heading.
    const folded = element.querySelector("summary > :is(h2, h3)");
    if (folded) folded.prepend(badge, " ");
    else element.querySelector("a").before(badge, " ");
  }
  const first = fresh[0] && fresh[0].querySelector("a");
  const place = document.querySelector(".since-last-visit");
  if (!first || !place) return;
  place.append(`${words.since} `, make("a", { href: first.getAttribute("href") }, first.textContent));
  if (place.dataset.changes && /^\d{4}-\d{2}-\d{2}$/.test(visit)) {
    const href = `${place.dataset.changes}?since=${visit}`;
    place.append(" · ", make("a", { href }, words.changes));
  }
  place.hidden = false;
};

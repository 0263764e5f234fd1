// What is new since the last visit to this page. Only this browser knows.

import { make, store, stored, words } from "./page.js";

export const markNew = () => {
  const page = `seen:${location.pathname}`;
  const seen = stored(page);
  const keyed = [...document.querySelectorAll("[data-key]")];
  // Other pages of the domain could have stored something else there.
  if (Array.isArray(seen)) mark(keyed.filter((element) => !seen.includes(element.dataset.key)));
  if (keyed.length) store(page, keyed.map((element) => element.dataset.key));
};

const mark = (fresh) => {
  for (const element of fresh) {
    element.querySelector("a").before(make("span", { class: "new", "data-enhanced": "" }, words.new), " ");
  }
  const first = fresh[0] && fresh[0].querySelector("a");
  const place = document.querySelector(".since-last-visit");
  if (!first || !place) return;
  place.append(`${words.since} `, make("a", { href: first.getAttribute("href") }, first.textContent));
  place.hidden = false;
};

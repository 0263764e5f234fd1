// A filter of the questions on a page.

import { folded } from "./folding.js";
import { make, words } from "./page.js";

/** The words of an entry, without those that the script has added. */
const written = (entry) => {
  const copy = entry.cloneNode(true);
  for (const added of copy.querySelectorAll("[data-enhanced]")) added.remove();
  return folded(copy.textContent);
};

export const offerFilter = () => {
  const place = document.querySelector(".filter");
  if (!place) return;
  const input = make("input", { type: "search", id: "filter", class: "field" });
  const none = make("p", { role: "status" });
  place.append(make("label", { for: "filter" }, words.filter), input, none);
  for (const added of place.children) added.dataset.enhanced = "";
  const entries = [...document.querySelectorAll(".entry")].map((element) => [element, written(element)]);
  const heads = [...document.querySelectorAll("h2[id]")];
  const contents = document.querySelector(".contents");
  input.addEventListener("input", () => {
    const parts = folded(input.value).split(/\s+/).filter(Boolean);
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
};

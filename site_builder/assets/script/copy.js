// Buttons that copy the link of an entry, or the address of a contact.

import { make, words } from "./page.js";

const SHOWN = 2000;

export const offerCopies = () => {
  if (!navigator.clipboard) return;
  const said = make("div", { class: "unseen", role: "status", "data-enhanced": "" });
  document.body.append(said);

  const button = (text, label) => {
    const element = make("button", {
      type: "button", class: "copy", "data-enhanced": "", "aria-label": words.copy_of.replace("%s", () => label),
    }, words.copy);
    element.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      element.textContent = words.copied;
      said.textContent = words.copied;
      setTimeout(() => { element.textContent = words.copy; }, SHOWN);
    });
    return element;
  };

  for (const link of document.querySelectorAll(".entry__link")) {
    link.closest(".entry").querySelector(".entry__meta").append(" ", button(link.href, link.textContent));
  }
  for (const line of document.querySelectorAll("[data-copy]")) {
    line.append(" ", button(line.dataset.copy, line.dataset.copy));
  }
};

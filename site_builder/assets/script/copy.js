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
    let timer;
    element.addEventListener("click", async () => {
      // A browser may refuse, and then nothing was copied.
      try { await navigator.clipboard.writeText(text); } catch { return; }
      element.textContent = words.copied;
      said.textContent = words.copied;
      clearTimeout(timer);
      timer = setTimeout(() => {
        element.textContent = words.copy;
        // Screen readers tell a change, so the next copy is told again.
        said.textContent = "";
      }, SHOWN);
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

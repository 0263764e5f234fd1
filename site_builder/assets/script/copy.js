// Buttons that share or copy the link of an entry, or copy the address of a contact.

import { make, words } from "./page.js";

const SHOWN = 2000;

const named = (name, label) => make("button", {
  type: "button", class: "copy", "data-enhanced": "",
  "aria-label": words.labelled.replace("%(label)s", () => name).replace("%(text)s", () => label),
}, name);

/** A button for the share sheet of a phone, which can copy too. */
const sharing = (url, title) => {
  const element = named(words.share, title);
  element.addEventListener("click", () => {
    // Closing the sheet is a refusal, and nothing to report.
    navigator.share({ title, url }).catch(() => {});
  });
  return element;
};

export const offerCopies = () => {
  if (!navigator.clipboard) return;
  const canShare = navigator.share && matchMedia("(pointer: coarse)").matches;
  const said = make("div", { class: "unseen", role: "status", "data-enhanced": "" });
  document.body.append(said);

  const button = (text, name, label) => {
    const element = named(name, label);
    let timer;
    element.addEventListener("click", async () => {
      // A browser may refuse, and then nothing was copied.
      try { await navigator.clipboard.writeText(text); } catch { return; }
      element.textContent = words.copied;
      said.textContent = words.copied;
      clearTimeout(timer);
      timer = setTimeout(() => {
        element.textContent = name;
        // Screen readers tell a change, so the next copy is told again.
        said.textContent = "";
      }, SHOWN);
    });
    return element;
  };

  for (const link of document.querySelectorAll(".entry__link")) {
    const entry = link.closest(".entry");
    const place = entry.querySelector(".entry__meta");
    // The link of a folded answer is below it, and does not name the question.
    const title = entry.querySelector("h2, h3").textContent;
    place.append(" ", canShare ? sharing(link.href, title) : button(link.href, words.copy_link, title));
  }
  for (const line of document.querySelectorAll("[data-copy]")) {
    line.append(" ", button(line.dataset.copy, words.copy, line.dataset.copy));
  }
};

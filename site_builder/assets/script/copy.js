// Buttons that share or copy the link of an entry, or copy the address of a contact.

import { make, words } from "./page.js";

const SHOWN = 2000;

const named = (name, label) => make("button", {
  type: "button", class: "copy", "data-enhanced": "",
  "aria-label": words.labelled.replace("%(label)s", () => name).replace("%(text)s", () => label),
}, name);

/** A button for the share sheet of a phone, which can copy too. */
const sharing = (link) => {
  const element = named(words.share, link.textContent);
  element.addEventListener("click", () => {
    // Closing the sheet is a refusal, and nothing to report.
    navigator.share({ title: link.textContent, url: link.href }).catch(() => {});
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
    const place = link.closest(".entry").querySelector(".entry__meta");
    place.append(" ", canShare ? sharing(link) : button(link.href, words.copy_link, link.textContent));
  }
  for (const line of document.querySelectorAll("[data-copy]")) {
    line.append(" ", button(line.dataset.copy, words.copy, line.dataset.copy));
  }
};

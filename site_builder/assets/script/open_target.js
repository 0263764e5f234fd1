// Links to closed parts of a page open them, and old links to an answer lead to its new page.

/** The element with an id; of a part that moved with its question, that of the question. */
const named = (id) => {
  const found = document.getElementById(id);
  const end = id.lastIndexOf("/");
  return found || end < 0 ? found : named(id.slice(0, end));
};

const target = () => {
  // Anybody can write an address, so its end may be no valid code.
  try { return named(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
};

const open = () => {
  const element = location.hash && target();
  if (!element) return;
  const line = element.closest(".line");
  if (line) {
    const there = new URL(line.querySelector("a").href);
    // The answer has the same anchors there.
    there.hash = location.hash;
    location.replace(there);
    return;
  }
  // The id of a folded answer is outside the fold.
  const fold = element.closest(".entry--folded")?.querySelector("details");
  let closed = fold && !fold.open ? fold : element.closest("details:not([open])");
  if (!closed) return;
  for (; closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
  element.scrollIntoView();
};

// Browsers that cannot show the content of closed parts on paper by style alone.
const openForPaper = () => {
  for (const closed of document.querySelectorAll(":is(.answer, .rest):not([open])")) {
    closed.open = true;
    addEventListener("afterprint", () => { closed.open = false; }, { once: true });
  }
};

export const openTargets = () => {
  addEventListener("hashchange", open);
  addEventListener("beforeprint", openForPaper);
  open();
};

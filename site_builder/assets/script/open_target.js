// Links to closed parts of a page open them.

const target = () => {
  // Anybody can write an address, so its end may be no valid code.
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
};

const open = () => {
  const element = location.hash && target();
  let closed = element && element.closest("details:not([open])");
  if (!closed) return;
  for (; closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
  element.scrollIntoView();
};

export const openTargets = () => {
  addEventListener("hashchange", open);
  open();
};

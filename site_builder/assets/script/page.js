// What the features share: the page's words and address, elements, storage.

const settings = document.getElementById("script").dataset;

/** What the script says, in the language of the edition. */
export const words = JSON.parse(settings.words);
/** The address of the edition. */
export const base = new URL(words.base, location.href);
/** The language of the page. */
export const language = document.documentElement.lang;

/** A new element with attributes and children. */
export const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** A value that this browser keeps; null if it keeps none. */
export const stored = (key) => {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
};

/** Keep a value, if the browser allows it. */
export const store = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* Nothing is kept, then. */ }
};

// Words of a text marked as people typed them, in whatever capitals and accents.

import { folded } from "./folding.js";
import { make } from "./page.js";

/** A text as it is compared, and for each of its letters the place in the text itself. */
const foldedWithPlaces = (text) => {
  let all = "";
  const places = [];
  let at = 0;
  for (const letter of text) {
    for (const piece of folded(letter)) { all += piece; for (let i = 0; i < piece.length; i++) places.push(at); }
    at += letter.length;
  }
  places.push(at);
  return [all, places];
};

/** The parts of a text to mark, in its order and without overlaps. */
const spans = (text, parts) => {
  const [all, places] = foldedWithPlaces(text);
  const found = [];
  for (const part of parts) {
    for (let i = all.indexOf(part); i >= 0; i = all.indexOf(part, i + part.length)) {
      found.push([places[i], places[i + part.length]]);
    }
  }
  return found.sort(([a], [b]) => a - b).filter(([from], i, sorted) => i === 0 || from >= sorted[i - 1][1]);
};

/** Mark the parts, which are folded, in the texts of an element. */
export const mark = (element, parts) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("[data-enhanced]")) texts.push(walker.currentNode);
  }
  for (const node of texts) {
    const text = node.textContent;
    const pieces = [];
    let done = 0;
    for (const [from, to] of spans(text, parts)) {
      pieces.push(text.slice(done, from), make("mark", {}, text.slice(from, to)));
      done = to;
    }
    if (pieces.length) node.replaceWith(...pieces, text.slice(done));
  }
};

/** Undo what `mark` did. */
export const unmark = (element) => {
  for (const marked of element.querySelectorAll("mark")) marked.replaceWith(...marked.childNodes);
  element.normalize();
};

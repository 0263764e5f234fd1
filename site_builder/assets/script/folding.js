// Letters as people type them in a hurry: without capitals, accents and vowel points.

import { language } from "./page.js";

// Letters that Unicode does not take apart, and the sigma that ends a word.
const LETTERS = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, and Arabic's lengthening. Vowel
// signs of other scripts are letters.
// eslint-disable-next-line no-misleading-character-class -- each of them alone
const MARK = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;

/** The text for comparing it with another one. */
export const folded = (text) => text.toLocaleLowerCase(language).normalize("NFD").replace(MARK, "")
  .replace(LETTER, (letter) => LETTERS[letter]).normalize("NFC");

// The words of a text, with their places and the forms under which they are found.

import { folded } from "./folding.js";

const SPACES = " \u00a0\u202f\u2009";
// What stands between groups of digits, and inside words that may be written as one.
const BETWEEN_DIGITS = `[${SPACES}.,'’٬٫:/-]`;
const INSIDE = "[-‐‑'’ʼ״׳.@_·]";
const LETTERS = String.raw`[\p{L}\p{M}\p{Nd}]+`;
const PART = new RegExp(LETTERS, "gu");
const SEVERAL = new RegExp(INSIDE, "u");
/** A number in groups of three digits. */
const GROUPED = new RegExp(String.raw`(?<!\p{Nd})\p{Nd}{1,3}(?:${BETWEEN_DIGITS}\p{Nd}{3})+(?!\p{Nd})`, "gu");
// Scripts that put no spaces between words.
const UNSPACED_LETTERS = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー々]`;
const NUMBER = String.raw`\p{Nd}+(?:${BETWEEN_DIGITS}\p{Nd}+)*(?!\p{Nd}|(?!${UNSPACED_LETTERS})\p{L})`;
const PIECE = new RegExp(`(${NUMBER})|${LETTERS}(?:${INSIDE}${LETTERS})*`, "gu");
const RUN = new RegExp(String.raw`(${UNSPACED_LETTERS}(?:${UNSPACED_LETTERS}|\p{M})*)`, "u");
const UNSPACED = new RegExp(UNSPACED_LETTERS, "u");

/** Whether a text has letters of a script without spaces. */
export const isUnspaced = (text) => UNSPACED.test(text);

const digitsOf = (number) => folded(number).replace(/\D/g, "");

/**
 * The words of a text: `start` and `end` are their places, `whole` the word as one, `parts` its
 * pieces if it has several. A run of letters without spaces is a word of its own.
 */
export function* wordsOf(text) {
  for (const piece of text.matchAll(PIECE)) {
    if (piece[1]) {
      yield* numbers(piece[0], piece.index);
      continue;
    }
    let start = piece.index;
    if (!isUnspaced(piece[0])) {
      yield word(piece[0], start);
      continue;
    }
    for (const [index, part] of piece[0].split(RUN).entries()) {
      const end = start + part.length;
      if (index % 2) yield { start, end, whole: folded(part), parts: [], isRun: true };
      else if (part) yield word(part, start);
      start = end;
    }
  }
}

/** The pieces of a word with their places in the text. */
export const partsOf = (text, { start, end }) => [...text.slice(start, end).matchAll(PART)]
  .map(({ 0: part, index }) => ({ start: start + index, end: start + index + part.length, form: folded(part) }));

const word = (text, start) => {
  if (!SEVERAL.test(text)) return { start, end: start + text.length, whole: folded(text), parts: [] };
  const parts = (text.match(PART) ?? []).map(folded).filter(Boolean);
  return { start, end: start + text.length, whole: parts.join(""), parts: parts.length > 1 ? parts : [] };
};

function* numbers(text, start) {
  const grouped = [...text.matchAll(GROUPED)].map(([number]) => digitsOf(number));
  const parts = text.match(PART).map(folded);
  const whole = grouped.length === 1 && digitsOf(text) === grouped[0] ? grouped[0] : digitsOf(text);
  const isGrouped = grouped.length === 1 && grouped[0] === whole;
  yield { start, end: start + text.length, whole, parts: isGrouped || parts.length < 2 ? grouped : [...parts, ...grouped] };
}

// Vowels that are written as one letter or as two, and letters that are doubled or not.
const DIGRAPHS = /([aou])e/g;
const DOUBLE = /(\p{L})\1/gu;

/** A folded word without what people leave out or add: `Übung`, `Uebung`, `Ubung` are one. */
export const plain = (form) => form.replace(DIGRAPHS, "$1").replace(DOUBLE, "$1");

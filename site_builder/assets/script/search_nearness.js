// How near a word of the site is to a typed one, from 0 (another word) to 1 (the same).

import { plain } from "./search_words.js";

// Articles and prepositions that Arabic and Hebrew write together with the word, and endings.
const ARABIC_START = /^(?:وال|بال|كال|فال|لل|ال|[وبلفك])(?=.{3})/;
const ARABIC_END = /(?<=.{3})(?:ها|هم|كم|نا|ات|ون|ين|[يكهت])$/;
const HEBREW_START = /^[ושבלכמה]{1,2}(?=.{3})/;
const HEBREW_END = /(?<=.{3})(?:ים|ות|[יךהאם])$/;

/** From this number of letters on a word may have a slip. */
const SLIP = 5;
export const SHORTEST_PART = 4;
// Korean syllables, and Arabic and Hebrew roots without vowels, say more.
const shortestPart = (form) => /\p{sc=Hang}/u.test(form) ? 2 : /[\p{sc=Arab}\p{sc=Hebr}]/u.test(form) ? 3 : SHORTEST_PART;

/** A typed word or one of the site: as folded, plain, and without what its language attaches. */
export const term = (form) => ({
  form, plain: plain(form), bare: bare(form), isNumber: /^\d+$/.test(form), shortest: shortestPart(form), stem: stem(plain(form)),
});

/** A word without an ending of one or two letters, if enough is left. */
const stem = (form) => form.slice(0, Math.max(SHORTEST_PART + 1, form.length - 2));

const bare = (form) => {
  if (/\p{sc=Arab}/u.test(form)) return form.replace(ARABIC_START, "").replace(ARABIC_END, "");
  if (/\p{sc=Hebr}/u.test(form)) return form.replace(HEBREW_START, "").replace(HEBREW_END, "");
  return null;
};

const commonStart = (one, other) => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
};

/** Whether one letter too many, too few, wrong, or two exchanged tell the words apart. */
const isSlip = (one, other) => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  const at = commonStart(short, long);
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
};

/** How near a word is that is the typed one, begins with it, has another ending or contains it. */
export const nearness = (typed, word, isLast) => {
  if (typed.form === word.form) return 1;
  if (typed.isNumber) return isLast && word.form.startsWith(typed.form) ? .8 : contains(typed, word);
  const [t, w] = [typed.plain, word.plain];
  if (t === w) return .97;
  const longer = Math.max(t.length, w.length);
  const common = commonStart(t, w);
  if (common === t.length && (isLast || t.length >= typed.shortest)) return .6 + .3 * t.length / w.length;
  const rest = longer - common;
  if (common >= 4 && rest <= Math.max(3, common / 2)) return .5 + .35 * common / longer;
  if (typed.bare && typed.bare === word.bare) return .8;
  return contains(typed, word);
};

const contains = (typed, word) => {
  const [t, w] = typed.isNumber ? [typed.form, word.form] : [typed.plain, word.plain];
  if (t.length < typed.shortest) return 0;
  if (w.includes(t)) return .45 + .25 * t.length / w.length;
  // Inside a compound the typed word has another ending.
  if (t.length > typed.stem.length && w.includes(typed.stem)) return .4 + .25 * t.length / w.length;
  if (typed.bare && typed.bare.length > 2 && w.includes(typed.bare)) return .4 + .25 * typed.bare.length / w.length;
  return 0;
};

/** How near a word is if the typed one has a slip; asked only if no word is near without one. */
export const nearnessWithSlip = (typed, word, isLast) => {
  const [t, w] = [typed.plain, word.plain];
  if (typed.isNumber || t.length < SLIP || Math.abs(t.length - w.length) > 1 && w.length < t.length) return 0;
  if (isSlip(t, w)) return .5;
  // A slip, and another ending or an end that is still to come.
  const most = isLast ? Infinity : t.length + 4;
  if (w.length <= most) {
    for (const length of [t.length, t.length + 1, t.length - 1]) {
      if (length < w.length && isSlip(t, w.slice(0, length))) return .35 * t.length / w.length + .1;
    }
  }
  // A slip inside a compound.
  for (const length of [t.length, t.length + 1, t.length - 1]) {
    if (length < w.length && isSlip(t, w.slice(-length))) return .3 * t.length / w.length + .1;
  }
  const common = commonStart(t, w);
  if (common >= 3 && Math.max(t.length, w.length) - common <= 2) return .3;
  // Another ending, and more endings after it.
  if (common >= 4 && t.length - common <= 2) return .25;
  return 0;
};

/** How near a word is that the typed one begins or ends with. */
export const nearnessOfPart = (typed, word) => {
  const [t, w] = [typed.plain, word.plain];
  return w.length >= SHORTEST_PART && (t.startsWith(w) || t.endsWith(w)) ? .4 * w.length / t.length : 0;
};

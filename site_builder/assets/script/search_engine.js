// The search engine: an index of an edition's entries, made in the browser. It has no part of the
// page, so that `make search-quality` runs the same module.

import { SHORTEST_PART, nearness, nearnessOfPart, nearnessWithSlip, term } from "./search_nearness.js";
import { isUnspaced, partsOf, wordsOf } from "./search_words.js";

/** What counts how much: a word of the title, and the kinds of entries. */
const TITLE = 3;
const KINDS = { question: 1.6, statement: 1.2, service: 1, contact: 1, page: .7 };
/** What short words and guesses count, compared with others. */
const SHORT = .5;
const GUESS = .6;
const MOST = 20;
const MOST_KNOWN = 200;
/** Part of what was typed that an entry must have. */
const LEAST = .4;
const EXCERPT = 220;

/** An index of documents in a language. */
export class Index {
  constructor(documents, language) {
    this.documents = documents;
    this.words = new Map();
    this.known = new Map();
    this.runs = documents.map(() => ["", ""]);
    this.lengths = documents.map(() => [0, 0]);
    this.segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter(language, { granularity: "word" }) : null;
    documents.forEach((document, id) => [document.title, document.text ?? ""].forEach((text, field) => {
      for (const word of wordsOf(text)) {
        this.lengths[id][field]++;
        if (word.isRun) this.runs[id][field] += `${word.whole} `;
        else for (const form of new Set([word.whole, ...word.parts])) this.add(form, id, field);
      }
    }));
  }

  add(form, id, field) {
    let word = this.words.get(form);
    if (!word) this.words.set(form, word = { ...term(form), places: new Map() });
    let counts = word.places.get(id);
    if (!counts) word.places.set(id, counts = [0, 0]);
    counts[field]++;
  }

  /** The documents that answer a query, best first, each with the `words` that were found in it. */
  find(query) {
    const asked = this.meant(query);
    const found = new Map();
    for (const { hits, worth, isGuess } of asked) {
      for (const [id, hit] of hits) {
        const entry = found.get(id) ?? { score: 0, worth: 0, sure: 0, words: new Set() };
        found.set(id, entry);
        entry.score += hit.score * worth;
        entry.worth += worth;
        if (!isGuess) entry.sure++;
        for (const word of hit.words) entry.words.add(word);
      }
    }
    const whole = asked.reduce((sum, { worth }) => sum + worth, 0);
    const sure = asked.filter(({ isGuess }) => !isGuess).length;
    return [...found]
      .map(([id, entry]) => ({ document: this.documents[id], id, ...entry, part: entry.worth / whole }))
      .filter(({ part }) => part >= LEAST)
      .map((entry) => ({ ...entry, score: entry.score * entry.part * KINDS[entry.document.kind] }))
      .sort((one, other) => (other.sure === sure) - (one.sure === sure) || other.score - one.score || one.id - other.id)
      .slice(0, MOST);
  }

  /** The words of a query with the documents that have them, and what each is worth. */
  meant(query) {
    const typed = [...wordsOf(query)];
    const asked = [];
    typed.forEach((word, index) => {
      const isLast = index === typed.length - 1;
      if (word.isRun) asked.push(...this.inRuns(word.whole));
      else asked.push(...this.ofWord(word, isLast));
    });
    const known = asked.filter(({ hits }) => hits.size);
    for (const one of known) {
      one.worth = Math.log(1 + this.documents.length / one.hits.size) * (one.isShort ? SHORT : 1) * (one.isGuess ? GUESS : 1);
    }
    return known;
  }

  ofWord({ whole, parts }, isLast) {
    const isShort = whole.length <= 3 && !/\d/.test(whole);
    const hits = this.near(whole, isLast, nearness);
    if (hits.size) return [{ hits, isShort }];
    const pieces = parts.filter((part) => part.length > 2).map((part) => ({ hits: this.near(part, isLast, nearness) }));
    if (pieces.some((piece) => piece.hits.size)) return pieces;
    for (const guess of [() => this.near(whole, isLast, nearnessWithSlip), () => this.split(whole, isLast), () => this.near(whole, isLast, nearnessOfPart)]) {
      const guessed = guess();
      if (guessed.size) return [{ hits: guessed, isGuess: true }];
    }
    return [];
  }

  /** The documents with words near a form; each with its score and the words found in it. */
  near(form, isLast, measure) {
    // Who types on has asked for the words before the last one already.
    const key = `${measure.name} ${isLast} ${form}`;
    const known = this.known.get(key);
    if (known) return known;
    if (this.known.size > MOST_KNOWN) this.known.clear();
    const typed = term(form);
    const hits = new Map();
    this.known.set(key, hits);
    for (const word of this.words.values()) {
      const near = measure(typed, word, isLast);
      if (!near) continue;
      for (const [id, counts] of word.places) this.note(hits, id, near, counts, word.form);
    }
    return hits;
  }

  note(hits, id, near, counts, word) {
    const score = near * this.weight(id, counts);
    const hit = hits.get(id) ?? { score: 0, words: [] };
    hit.score = Math.max(hit.score, score);
    hit.words.push(word);
    hits.set(id, hit);
  }

  /** What a word counts by how often it is in the title and text of a document, and their lengths. */
  weight(id, [inTitle, inText]) {
    const [title, text] = this.lengths[id];
    return (inTitle && TITLE / (1 + title / 20)) + inText / (inText + .5 + text / 100);
  }

  /** The documents with the parts of a word that the site has as two: a compound, or a space too few. */
  split(form, isLast) {
    for (let at = SHORTEST_PART; at <= form.length - SHORTEST_PART; at++) {
      const [start, end] = [this.near(form.slice(0, at), false, nearness), this.near(form.slice(at), isLast, nearness)];
      if (!start.size || !end.size) continue;
      const both = new Map(start);
      for (const [id, { score, words }] of end) {
        const hit = start.get(id);
        both.set(id, { score: score + (hit?.score ?? 0), words: [...words, ...hit?.words ?? []] });
      }
      return both;
    }
    return new Map();
  }

  inRuns(run) {
    const whole = this.ofRun(run);
    if (whole.size) return [{ hits: whole }];
    const segments = this.segmenter ? [...this.segmenter.segment(run)].map(({ segment }) => segment) : pairs(run);
    return segments.flatMap((segment) => {
      const hits = this.ofRun(segment);
      return hits.size || segment.length < 3 ? [{ hits }] : pairs(segment).map((pair) => ({ hits: this.ofRun(pair) }));
    });
  }

  ofRun(run) {
    const hits = new Map();
    this.runs.forEach((fields, id) => {
      const counts = fields.map((text) => text.split(run).length - 1);
      if (counts[0] || counts[1]) this.note(hits, id, 1, counts, run);
    });
    return hits;
  }
}

const pairs = (run) => [...run].slice(1).map((letter, index) => [...run][index] + letter);

/** The places of a text that are to be marked for the words that were found. */
const marks = (text, words) => {
  const places = [];
  const runs = [...words].filter(isUnspaced);
  for (const word of wordsOf(text)) {
    if (!word.isRun) {
      const parts = partsOf(text, word).filter(({ form }) => words.has(form));
      if (parts.length) places.push(...parts.map(({ start, end }) => [start, end]));
      else if ([word.whole, ...word.parts].some((form) => words.has(form))) places.push([word.start, word.end]);
    } else if (word.whole.length === word.end - word.start) {
      for (const run of runs) {
        for (let at = word.whole.indexOf(run); at >= 0; at = word.whole.indexOf(run, at + run.length)) {
          places.push([word.start + at, word.start + at + run.length]);
        }
      }
    }
  }
  return places.sort(([one], [other]) => one - other);
};

/** A text in pieces that are marked or not: `[text, isMarked]`. */
export const marked = (text, words) => cut(text, marks(text, words), 0, text.length);

/** The part of a text around its first mark, in pieces. */
export const excerpt = (text, words) => {
  const places = marks(text, words);
  const at = places[0]?.[0] ?? 0;
  // Chinese and Japanese have no spaces to begin after.
  const from = at < 60 ? 0 : Math.max(text.lastIndexOf(" ", at - 40) + 1, at - 80);
  let to = from + EXCERPT;
  for (const [start, end] of places) if (start < to) to = Math.max(to, end);
  return [...from ? [["… ", false]] : [], ...cut(text, places, from, Math.min(to, text.length))];
};

const cut = (text, places, from, to) => {
  const pieces = [];
  let last = from;
  for (const [start, end] of places) {
    if (start < last || end > to) continue;
    pieces.push([text.slice(last, start), false], [text.slice(start, end), true]);
    last = end;
  }
  pieces.push([text.slice(last, to), false]);
  return pieces.filter(([piece]) => piece);
};

// Letters as people type them in a hurry: without capitals, accents and vowel points.

// Letters that Unicode does not take apart, the sigma that ends a word, and Arabic letters that
// people write for each other.
const LETTERS = {
  ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ",
  ى: "ي", ی: "ي", ة: "ه", ٱ: "ا", ک: "ك",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, and Arabic's lengthening. Vowel
// signs of other scripts are letters.
// eslint-disable-next-line no-misleading-character-class -- each of them alone
const MARK = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const DIGIT = /(?![0-9])\p{Nd}/gu;
const KATAKANA = /[\u30a1-\u30f6]/g;
const TO_HIRAGANA = 0x60;

/** The value of a digit of any script, whose ten digits follow each other. */
const value = (digit) => {
  let zero = digit.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0) - zero < 9) zero--;
  return digit.codePointAt(0) - zero;
};

// eslint-disable-next-line no-control-regex -- all of ASCII
const ASCII = /^[\x00-\x7f]*$/;

/** The text for comparing it with another one. */
export const folded = (text) => ASCII.test(text) ? text.toLowerCase() : text.toLowerCase().normalize("NFKD").replace(MARK, "")
  .replace(LETTER, (letter) => LETTERS[letter]).replace(DIGIT, value).normalize("NFC")
  .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - TO_HIRAGANA));

// A moment in the reader's own time zone, on hover, focus or tap, and how long ago the last word was.

import { language, make, words } from "./page.js";

/** Minutes between UTC and the clock of a moment as it is written; 0 if it has no offset. */
const offset = (written) => {
  const found = /([+-])(\d\d):(\d\d)$/.exec(written);
  return found ? Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3])) : 0;
};

const LENGTHS = [["year", 31_557_600], ["month", 2_629_800], ["day", 86_400], ["hour", 3_600], ["minute", 60]];

/** “3 hours ago” beside the date of the newest text, as precise as that date. */
const showAge = () => {
  const time = document.querySelector(".latest time");
  const moment = time && new Date(time.dateTime);
  // A month or a year is too vague to count from.
  if (!time || time.dateTime.length < 10 || Number.isNaN(moment.valueOf())) return;
  const seconds = (Date.now() - moment) / 1000;
  const smallest = time.dateTime.includes("T") ? 60 : 86_400;
  const [unit, length] = LENGTHS.find(([, each]) => seconds >= each && each >= smallest) ?? [];
  if (!unit) return;
  const ago = new Intl.RelativeTimeFormat(language).format(-Math.floor(seconds / length), unit);
  time.after(" ", make("span", { class: "age", "data-enhanced": "" }, ago));
};

export const showOwnTimes = () => {
  showAge();
  for (const time of document.querySelectorAll('time[datetime*="T"]')) {
    // What is hidden from screen readers must not take the focus.
    if (time.closest("[aria-hidden]")) continue;
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf()) || -moment.getTimezoneOffset() === offset(time.dateTime)) continue;
    const own = moment.toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
    const shown = words.own.replace("%s", own);
    const link = time.closest("a");
    if (link) {
      // Nothing inside a link may take the focus.
      link.after(" ", make("span", { class: "quiet", "data-enhanced": "" }, shown));
      continue;
    }
    time.tabIndex = 0;
    time.classList.add("moment");
    time.append(make("span", { class: "moment__own", "data-enhanced": "" }, shown));
  }
};

// A moment in the reader's own time zone, on hover, focus or tap.

import { language, make, words } from "./page.js";

/** Minutes between UTC and the clock of a moment as it is written; 0 if it has no offset. */
const offset = (written) => {
  const found = /([+-])(\d\d):(\d\d)$/.exec(written);
  return found ? Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3])) : 0;
};

export const showOwnTimes = () => {
  for (const time of document.querySelectorAll('time[datetime*="T"]')) {
    // What is hidden from screen readers must not take the focus.
    if (time.closest("[aria-hidden]")) continue;
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf()) || -moment.getTimezoneOffset() === offset(time.dateTime)) continue;
    const own = moment.toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
    time.tabIndex = 0;
    time.classList.add("moment");
    time.append(make("span", { class: "moment__own", "data-enhanced": "" }, words.own.replace("%s", own)));
  }
};

// Comforts for browsers with scripts. Every word and link is in the page without them.

import { offerCopies } from "./copy.js";
import { offerFilter } from "./filter.js";
import { openTargets } from "./open_target.js";
import { tellOverdue } from "./overdue.js";
import { showOwnTimes } from "./own_time.js";
import { datePaper } from "./printed.js";
import { offerSearch } from "./search.js";
import { hideOlder } from "./since_date.js";
import { markNew } from "./since_last_visit.js";
import { suggestEdition } from "./suggestion.js";

for (const start of [openTargets, suggestEdition, offerCopies, hideOlder, markNew, tellOverdue, showOwnTimes, datePaper, offerFilter, offerSearch]) {
  // A browser that cannot do one of these still does the others.
  try { start(); } catch (error) { console.error(error); }
}

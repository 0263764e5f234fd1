// Changes since a date in the address: `changes/?since=2022-08-22`.

import { language } from "./page.js";

/** The date that the address asks for; null if it has none, or one that does not exist. */
const asked = () => {
  const since = new URLSearchParams(location.search).get("since") ?? "";
  const noon = new Date(`${since}T12:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since) || Number.isNaN(noon.valueOf())) return null;
  return noon.toISOString().startsWith(since) ? { since, noon } : null;
};

export const hideOlder = () => {
  const place = document.querySelector(".since-date");
  const date = place && asked();
  if (!date) return;
  const days = [...document.querySelectorAll(".day")];
  const older = days.filter((day) => day.dataset.last < date.since);
  for (const day of older) day.hidden = true;
  const earlier = document.querySelector(".earlier");
  if (earlier && older.length) earlier.hidden = true;
  const said = older.length < days.length ? place.dataset.since : place.dataset.none;
  const shown = date.noon.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
  place.querySelector("span").textContent = said.replace("%s", shown);
  place.hidden = false;
};

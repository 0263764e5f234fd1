// Searches built indexes with the script of the pages, for scripts/search_quality.py: reads a list of
// `{index, language, queries}` as JSON and writes the places that each query finds, best first.
import { readFileSync } from "node:fs";

import { Index } from "../site_builder/assets/search.js";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const found = asked.map(({ index, language, queries }) => {
  const engine = new Index(JSON.parse(readFileSync(index, "utf-8")).docs, language);
  return queries.map((query) => engine.find(query).map((hit) => hit.document.location));
});
console.log(JSON.stringify(found));

// The moment at which a page is printed: paper does not say how old it is.

import { language } from "./page.js";

export const datePaper = () => {
  const place = document.querySelector(".printed-at");
  if (!place) return;
  addEventListener("beforeprint", () => {
    place.textContent = new Date().toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
  });
};

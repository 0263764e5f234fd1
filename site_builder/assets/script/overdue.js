// A promised date that passes while the page is as it was built: the page says that it is overdue.

const DAY = 86_400_000;

export const tellOverdue = () => {
  for (const promise of document.querySelectorAll("[data-due]")) {
    const tell = () => { promise.textContent = promise.dataset.overdue; };
    const left = Date.parse(promise.dataset.due) - Date.now();
    if (left < 0) tell();
    // Whoever leaves the page open overnight learns it too.
    else if (left < DAY) setTimeout(tell, left + 1000);
  }
};

// What the sheets of the administration need beyond the desk's own script.
(() => {
  "use strict";
  // Leaving a form that holds unsaved words is asked about by the browser.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keeps]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", () => changed.clear());
  window.addEventListener("beforeunload", (event) => changed.size && event.preventDefault());
})();

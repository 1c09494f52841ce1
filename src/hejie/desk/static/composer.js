// The answer to a buyer: choose a script by typing, look at it in two languages, and put it in with Enter.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const picker = () => one("#scripts");
  const chosen = () => one("#script-list [aria-selected=true]");

  const open = () => {
    const shown = picker();
    if (!shown || shown.matches(":popover-open")) return;
    shown.showPopover();
    const field = one("#script-words");
    field.focus();
    field.select();
    htmx.trigger(field, "look");
  };
  const choose = (row) => {
    if (!row) return;
    document.querySelectorAll("#script-list [role=option]").forEach((other) => other.setAttribute("aria-selected", String(other === row)));
    one("#script-words").setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (by) => {
    const rows = [...document.querySelectorAll("#script-list [role=option]")];
    choose(rows[Math.min(Math.max(rows.indexOf(chosen()) + by, 0), rows.length - 1)]);
  };
  // The words go in as if typed, so that Ctrl+Z brings back what stood there. Shift+Enter adds them at the cursor.
  const put = (row, added) => {
    if (!row) return;
    const answer = one("#answer");
    const { script, text, language, beside = "" } = row.dataset;
    picker().hidePopover();
    answer.lang = language;
    answer.form.elements.language.value = language;
    answer.form.elements.script.value = script;
    answer.focus();
    if (!added) answer.select();
    if (!document.execCommand("insertText", false, text)) {
      answer.setRangeText(text, answer.selectionStart, answer.selectionEnd, "end");
      answer.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const same = one("#beside");
    one("p", same).textContent = beside;
    same.hidden = !beside;
    one("#script-name").textContent = script;
  };

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.target.id === "script-words") {
      const does = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => put(chosen(), event.shiftKey) }[event.key];
      if (!does || event.isComposing) return; // Enter that ends a Chinese word is not a choice
      event.preventDefault();
      return does();
    }
    const asks = (plain && !writing && event.key === "s") || ((event.ctrlKey || event.metaKey) && event.key === "k");
    if (!asks || !picker()) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-scripts]")) return open();
    put(event.target.closest("#script-list [role=option]"), event.shiftKey);
  });
})();

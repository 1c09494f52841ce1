// What the desk does in the browser beyond htmx: keys, copying, sending a chosen file, and time that runs down.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const pane = () => one("#case");

  const choose = (row) => {
    all("tr.case.chosen").forEach((other) => other.classList.remove("chosen"));
    if (!row) return;
    row.classList.add("chosen");
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (by) => {
    const rows = all("tr.case");
    const at = rows.findIndex((row) => row.classList.contains("chosen"));
    const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    choose(row);
    if (row) row.focus({ preventScroll: true });
  };
  const open = (row) => row && one(".c-case a", row).click();
  const close = () => {
    const over = one(":popover-open");
    if (over) return over.hidePopover();
    const shown = pane();
    if (shown && !shown.classList.contains("alone")) {
      shown.replaceChildren();
      move(0); // whoever works by keys goes on from the same row
    } else if (shown) location.assign(one("[data-close]").href);
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    // The next key is for the case that was just opened or changed: not for the list, nor for an answer that was sent.
    const opened = event.detail.target === pane() && document.activeElement.matches("body, tr.case, tr.case a, #answer");
    if (opened) pane().focus({ preventScroll: true });
    // What was done and what comes next stand at the top; a file for the list of evidence leaves its reader there.
    const from = event.detail.target === pane() && event.detail.requestConfig.elt;
    if (from && !from.closest(".side")) pane().scrollTop = 0;
  });

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(one("tr.case.chosen")),
    Escape: close,
    x: () => pick(one("tr.case.chosen .c-pick input")),
    n: () => one("[data-next]") && one("[data-next]").click(),
    "/": () => one("#q") && one("#q").focus(),
    "?": () => one("#help") && one("#help").togglePopover(),
    g: () => (leaving = Date.now()),
  };
  // `g` and then a letter goes to a list of the rail; any other key with a name on the page goes where it says.
  let leaving = 0;
  const named = (key) => {
    const going = Date.now() - leaving < 2000;
    leaving = 0;
    return one(going ? `.rail [data-go="${CSS.escape(key)}"]` : `main [data-key="${CSS.escape(key)}"]`);
  };
  const go = (found) => {
    if (found.matches("[data-go], a, [data-press]")) return found.click();
    const pop = found.closest("details.pop");
    if (pop) pop.open = true;
    const field = pop ? one("textarea, select, input:not([type=hidden])", one(".pop-body", pop)) || one(".pop-body summary", pop) : found;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  };
  // Escape leaves a field and puts away what it stands in, before it closes the case: nothing typed is lost by one key.
  const leave = (field) => {
    const pop = field.closest("details.pop[open]");
    if (!pop) return field.blur();
    pop.open = false;
    one("summary", pop).focus();
  };
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, button, a, summary");
    if (event.key === "Escape" && writing && !one(":popover-open")) return leave(event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "answer") {
      event.preventDefault();
      return void (one("#send-answer") && one("#send-answer").click());
    }
    if (event.ctrlKey || event.metaKey || event.altKey || (writing && event.key !== "Escape")) return;
    const found = event.key.length === 1 && named(event.key);
    if (found) {
      event.preventDefault();
      return void go(found);
    }
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr.case");
    if (row) {
      choose(row);
      if (!event.target.closest("a, .c-pick")) open(row);
    }
    const closing = event.target.closest("[data-close]");
    if (closing && !pane().classList.contains("alone")) {
      event.preventDefault();
      close();
    }
    if (event.target.closest("[data-fresh]")) {
      one(".scroll").scrollTop = 0;
      news(true);
    }
    const copying = event.target.closest("[data-copy]");
    if (copying) copy(copying);
    all("details.pop[open]").forEach((pop) => pop.contains(event.target) || pop.removeAttribute("open"));
  });
  const copy = async (button) => {
    const source = one(button.dataset.copy);
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      document.execCommand("copy"); // a page on plain http has no clipboard of its own
    }
    one("span", button).textContent = button.dataset.copied;
  };

  const count = () => {
    const told = one("[data-picked]");
    if (told) told.textContent = `${all("td.c-pick input:checked").length} ${told.dataset.says}`;
  };
  const pick = (box) => {
    if (!box) return;
    box.checked = !box.checked;
    count();
  };

  // News of the list: asked for every few seconds while somebody looks; the server answers with nothing if there is none.
  const list = () => one(".list[data-version]");
  const reading = () => one(".scroll").scrollTop > 80 || all("tr.case").length > 60 || all("td.c-pick input:checked").length;
  const news = async (now) => {
    const shown = list();
    if (!shown || document.hidden) return;
    const asked = new URLSearchParams(new FormData(one(".filters")));
    const answer = await fetch(`${shown.dataset.news}?${asked}`, { headers: { "X-Since": now ? "" : shown.dataset.version } });
    const version = answer.headers.get("X-Version");
    if (answer.status !== 200 || !version) return;
    if (!now && reading()) return void (one("[data-fresh]").hidden = false);
    shown.dataset.version = version;
    const chosen = one("tr.case.chosen");
    htmx.swap("#rows", await answer.text(), { swapStyle: "innerHTML" });
    if (chosen) choose(one(`tr.case[data-row="${chosen.dataset.row}"]`));
    one("[data-fresh]").hidden = true;
    count();
  };
  setInterval(() => news(false).catch(() => {}), 5000); // away for a moment: asked again
  document.addEventListener("news", () => news(true));
  document.addEventListener("submit", (event) => {
    // A form that goes with the filters as they are now carries them along.
    if (!event.target.matches("[data-with]")) return;
    new FormData(one(event.target.dataset.with)).forEach((value, name) => {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      event.target.append(field);
    });
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) all("td.c-pick input").forEach((box) => (box.checked = event.target.checked));
    count();
    if (event.target.matches("[data-send]") && event.target.files.length) event.target.form.requestSubmit();
  });

  // The server writes how long is left, in the reader's language; here it only runs down between two looks.
  const says = document.documentElement.dataset;
  const span = (minutes) => {
    const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
    return (d ? says.days : h ? says.hours : says.minutes).replace("{d}", d).replace("{h}", h).replace("{m}", m);
  };
  const tick = () =>
    all("[data-due]").forEach((time) => {
      const seconds = (new Date(time.dataset.due) - Date.now()) / 1000;
      const told = span(Math.floor(Math.abs(seconds) / 60));
      time.textContent = (seconds > 0 ? says.left : says.over).replace("{}", told);
      const step = [[0, "over"], [7200, "critical"], [28800, "soon"], [86400, "near"]].find(([most]) => seconds <= most);
      time.className = `left ${step ? step[1] : "far"}`;
    });
  setInterval(tick, 20000);
  // On a telephone the rail scrolls: where somebody is stands in sight.
  const here = one(".rail .active");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });
  // A table wider than its panel is reached and moved by the keyboard too.
  all(".panel:has(.grid-table)").forEach((panel) => panel.scrollWidth > panel.clientWidth && (panel.tabIndex = 0));
})();

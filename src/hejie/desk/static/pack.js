// How does a person mark a region on a picture: by two clicks, or by the arrow keys and Enter? The fields stay the truth.
(() => {
  "use strict";
  const SIDES = ["left", "top", "width", "height"];
  const round = (number) => String(Math.round(number * 100) / 100);
  const within = (number) => Math.min(Math.max(number, 0), 100);

  const dress = (form) => {
    const board = form.querySelector(".board");
    const body = form.querySelector(".regions tbody");
    const rows = () => [...body.rows];
    const field = (row, name) => row.querySelector(`[name=${name}]`);
    let at = { x: 50, y: 50 };
    let corner = null;
    form.querySelector(".help").hidden = false;

    const put = (element, box) => {
      for (const side of SIDES) if (side in box) element.style[side] = `${box[side]}%`;
      board.append(element);
    };
    const drawn = (name) => {
      const element = document.createElement("div");
      element.className = name;
      return element;
    };
    const draw = () => {
      board.querySelectorAll("div").forEach((old) => old.remove());
      for (const row of rows()) {
        const box = Object.fromEntries(SIDES.map((side) => [side, parseFloat(field(row, side).value.replace(",", "."))]));
        row.querySelector(".clear").hidden = !field(row, "width").value;
        if (box.width > 0 && box.height > 0) put(drawn(`region ${field(row, "kind").value}`), { ...box, left: box.left || 0, top: box.top || 0 });
      }
      if (corner) put(drawn("region"), frame());
      if (corner || document.activeElement === board) put(drawn("cross"), { left: at.x, top: at.y });
    };
    const frame = () => ({
      left: Math.min(corner.x, at.x),
      top: Math.min(corner.y, at.y),
      width: Math.abs(corner.x - at.x),
      height: Math.abs(corner.y - at.y),
    });
    const empty = () => {
      const last = rows().find((row) => !field(row, "width").value);
      if (last) return last;
      const row = body.rows[0].cloneNode(true);
      row.querySelectorAll("input").forEach((input) => (input.value = ""));
      body.append(row);
      return row;
    };
    const set = () => {
      if (!corner) corner = { ...at };
      else {
        const box = frame();
        corner = null;
        if (box.width >= 0.5 && box.height >= 0.5) {
          const row = empty();
          for (const side of SIDES) field(row, side).value = round(box[side]);
          field(row, "kind").focus({ preventScroll: true });
        }
      }
      draw();
    };
    const point = (event) => {
      const edge = board.getBoundingClientRect();
      at = { x: within(((event.clientX - edge.left) / edge.width) * 100), y: within(((event.clientY - edge.top) / edge.height) * 100) };
    };
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    board.addEventListener("click", (event) => { point(event); set(); });
    board.addEventListener("pointermove", (event) => { if (corner) { point(event); draw(); } });
    board.addEventListener("focus", draw);
    board.addEventListener("blur", draw);
    board.addEventListener("keydown", (event) => {
      const move = moves[event.key];
      if (move) at = { x: within(at.x + move[0] * (event.shiftKey ? 5 : 0.5)), y: within(at.y + move[1] * (event.shiftKey ? 5 : 0.5)) };
      else if (event.key === "Enter" || event.key === " ") set();
      else if (event.key === "Escape" && corner) corner = null;
      else return;
      event.preventDefault();
      event.stopPropagation();
      draw();
    });
    body.addEventListener("input", draw);
    body.addEventListener("click", (event) => {
      const clear = event.target.closest(".clear");
      if (!clear) return;
      clear.closest("tr").querySelectorAll("input").forEach((input) => (input.value = ""));
      draw();
    });
    draw();
  };
  document.querySelectorAll("form.marker").forEach(dress);
})();

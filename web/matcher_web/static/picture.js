"use strict";
// Quickens a picture that is whole without it: neighbours light up, and it can be zoomed.

for (const frame of document.querySelectorAll("[data-picture]")) {
  const picture = frame.querySelector("svg");
  const box = picture.viewBox.baseVal;
  const full = { x: box.x, y: box.y, width: box.width, height: box.height };
  // What is pointed at, or has the focus, shows its links and neighbours alone.
  const find = (place) => picture.querySelector(`[data-place="${place}"]`);
  const light = (event) => {
    const place = event.target.closest("[data-place]")?.dataset.place;
    picture.querySelectorAll(".near").forEach((lit) => lit.classList.remove("near"));
    picture.classList.toggle("lit", Boolean(place) && event.type !== "focusout");
    if (!picture.classList.contains("lit")) return;
    find(place).classList.add("near");
    for (const line of picture.querySelectorAll(`[data-left="${place}"], [data-right="${place}"]`)) {
      line.classList.add("near");
      find(line.dataset.left)?.classList.add("near");
      find(line.dataset.right)?.classList.add("near");
    }
  };
  for (const kind of ["pointerover", "pointerleave", "focusin", "focusout"]) {
    picture.addEventListener(kind, light);
  }

  const show = (x, y, width) => {
    box.width = Math.min(Math.max(width, full.width / 12), full.width);
    box.height = (box.width * full.height) / full.width;
    box.x = Math.min(Math.max(x, full.x), full.x + full.width - box.width);
    box.y = Math.min(Math.max(y, full.y), full.y + full.height - box.height);
  };
  const zoom = (factor, across = 0.5, down = 0.5) => {
    const lost = 1 - Math.min(factor, full.width / box.width);
    show(box.x + box.width * lost * across, box.y + box.height * lost * down, box.width * factor);
  };
  const move = (right, down) => show(box.x + right * box.width, box.y + down * box.height, box.width);
  const steps = {
    "+": () => zoom(0.7), "=": () => zoom(0.7), "-": () => zoom(1.4), 0: () => zoom(99),
    ArrowLeft: () => move(-0.2, 0), ArrowRight: () => move(0.2, 0),
    ArrowUp: () => move(0, -0.2), ArrowDown: () => move(0, 0.2),
  };
  frame.addEventListener("keydown", (event) => {
    const scrolls = event.key.startsWith("Arrow") && box.width === full.width;
    if (scrolls || event.ctrlKey || event.metaKey || !steps[event.key]) return;
    event.preventDefault();
    steps[event.key]();
  });
  // The plain wheel scrolls the page, as everywhere; with Ctrl, or a pinch, it zooms.
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const seen = picture.getBoundingClientRect();
    const across = (event.clientX - seen.left) / seen.width;
    zoom(event.deltaY < 0 ? 0.85 : 1.18, across, (event.clientY - seen.top) / seen.height);
  }, { passive: false });
  let dragged = false;
  picture.addEventListener("pointerdown", () => { dragged = false; });
  picture.addEventListener("pointermove", (event) => {
    if (!(event.buttons & 1) || box.width === full.width) return;
    dragged = true;
    move(-event.movementX / picture.clientWidth, -event.movementY / picture.clientHeight);
  });
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("click", (event) => { if (dragged) event.preventDefault(); });

  // A picture wider than its frame opens where its circles weigh most, by their areas.
  let weight = 0, right = 0, down = 0;
  for (const { cx, cy, r } of picture.querySelectorAll("circle")) {
    const area = r.baseVal.value ** 2;
    weight += area;
    right += area * cx.baseVal.value;
    down += area * cy.baseVal.value;
  }
  const scale = picture.clientWidth / full.width / weight;
  frame.scrollTo(right * scale - frame.clientWidth / 2, down * scale - frame.clientHeight / 2);

  const bar = document.createElement("p");
  bar.className = "zoom no-print";
  for (const [key, words] of [["+", "Zoom in"], ["-", "Zoom out"], ["0", "Whole picture"]]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button quiet", textContent: words });
    button.addEventListener("click", steps[key]);
    bar.append(button);
  }
  const hint = document.createElement("span");
  Object.assign(hint, { className: "hint", textContent: "Or the keys +, −, 0 and arrows; Ctrl and the wheel; drag to move." });
  bar.append(hint);
  frame.after(bar);
}

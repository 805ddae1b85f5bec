"use strict";
// Only quickens what works without it: every page is complete when this never runs.

// A form leaves empty fields out of the address, so that links stay short.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("submit", () => {
    const fields = [...form.elements].filter((one) => one.name && !one.disabled);
    const empty = fields.filter((one) => !one.value.trim());
    for (const field of empty) field.disabled = true;
    // Ready to be sent again, by whoever comes back or took a file along.
    setTimeout(() => {
      for (const field of empty) field.disabled = false;
    });
  });
}

// The link to share, or a text to send, can be copied with one press.
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const looks = { type: "button", className: "button quiet", textContent: "Copy" };
  Object.assign(button, looks);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl+C";
    }
  });
  field.after(button);
}

// Long lists of boxes get a field that shows only what matches, and opens its groups.
const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll("[data-filter]")) {
  const groups = [...list.querySelectorAll("details")];
  const items = [...list.querySelectorAll("li")];
  const wasOpen = groups.map((group) => group.open);
  const typed = { type: "search", className: "find", placeholder: "Type to find one" };
  const field = Object.assign(document.createElement("input"), typed);
  field.setAttribute("aria-label", `Find one of the ${list.dataset.filter}`);
  const told = document.createElement("p");
  told.className = "hint";
  told.setAttribute("role", "status");
  const value = (item) => item.querySelector("input").value;
  const show = (wanted, found = [], words = "") => {
    const called = items.filter((item) => {
      const all = item.closest("details").querySelector(".group-name").textContent;
      return plain(` ${all} ${item.textContent}`).includes(` ${wanted}`);
    });
    // A guess helps nobody who is at the beginning of a name.
    const meant = called.length ? found.filter((one) => one.match !== "near") : found;
    for (const item of items) {
      item.hidden = !called.includes(item) && !meant.some((m) => m.code === value(item));
    }
    groups.forEach((group, index) => {
      group.hidden = !group.querySelector("li:not([hidden])");
      group.open = wanted ? !group.hidden : wasOpen[index];
    });
    const others = meant.filter((one) => !items.some((item) => value(item) === one.code));
    const write = `Without a box: ${others.map((o) => o.label).join(", ")}. Write it below.`;
    told.textContent = `${called.length ? "" : words} ${others.length ? write : ""}`.trim();
  };
  field.addEventListener("input", async () => {
    const words = field.value.trim();
    show(plain(words));
    if (!words) return;
    const asked = `${list.dataset.codes}?${new URLSearchParams({ kind: list.dataset.filter, words })}`;
    const response = await fetch(asked).catch(() => null);
    if (field.value.trim() !== words) return; // typed on meanwhile
    const found = response?.ok ? await response.json() : { codes: [], told: "Nothing here is called so." };
    show(plain(words), found.codes, found.told);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.before(field, told);
  const others = list.parentElement.querySelector("[data-others]");
  if (others) others.hidden = !others.querySelector("input").value; // all have boxes

  // The line of a group says how many of it are chosen.
  list.addEventListener("change", (event) => {
    const group = event.target.closest("details");
    const summary = group.querySelector("summary");
    const number = group.querySelectorAll("input:checked").length;
    let badge = summary.querySelector(".chosen");
    if (!badge) {
      badge = Object.assign(document.createElement("span"), { className: "chosen" });
      summary.querySelector(".group-name").after(" ", badge);
    }
    badge.textContent = number ? `${number} chosen` : "";
  });
}

// A form that failed puts the reader at its summary.
document.getElementById("problem")?.focus();

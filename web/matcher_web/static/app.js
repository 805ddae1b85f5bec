"use strict";
// Only quickens what works without it: every page is complete when this never runs.

// A form leaves empty fields out of the address, so that links stay short.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && !field.value.trim()) field.disabled = true;
    }
  });
  // Coming back from the results shows the form as it was, ready to be sent again.
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
}

// The link to share, or a text to send, can be copied with one press.
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = "Copy";
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
  const wasOpen = groups.map((group) => group.open);
  const field = document.createElement("input");
  field.type = "search";
  field.className = "find";
  field.placeholder = "Type to find one";
  field.setAttribute("aria-label", `Find one of the ${list.dataset.filter}`);
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    groups.forEach((group, index) => {
      const all = plain(group.querySelector(".group-name").textContent);
      let found = 0;
      for (const item of group.querySelectorAll("li")) {
        const text = plain(item.textContent);
        item.hidden = !(text.includes(wanted) || all.includes(wanted));
        found += item.hidden ? 0 : 1;
      }
      group.hidden = found === 0;
      group.open = wanted ? found > 0 : wasOpen[index];
    });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.before(field);

  // The line of a group says how many of it are chosen.
  list.addEventListener("change", (event) => {
    const group = event.target.closest("details");
    const summary = group.querySelector("summary");
    const number = group.querySelectorAll("input:checked").length;
    let badge = summary.querySelector(".chosen");
    if (!badge) {
      badge = document.createElement("span");
      badge.className = "chosen";
      summary.querySelector(".group-name").after(" ", badge);
    }
    badge.textContent = number ? `${number} chosen` : "";
  });
}

// A form that failed puts the reader at its summary.
document.getElementById("problem")?.focus();

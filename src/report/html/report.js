
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // --- sort by a column's header ---

  const ranks = { high: 3, medium: 2, low: 1 };
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const units = ["byte", "kib", "mib", "gib", "tib", "pib", "eib"];

  // A size, a number or a severity as a number; else the text.
  function key(cell, ranked) {
    const text = cell.textContent.trim();
    if (ranked) return ranks[text] || 0;
    const amount = /^([\d,.]+)(?:\s+(byte|[kmgtpe]ib)s?)?$/i.exec(text);
    if (!amount) return text === "–" ? "" : text;
    return Number(amount[1].replaceAll(",", "")) * 1024 ** Math.max(0, units.indexOf((amount[2] || "byte").toLowerCase()));
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return collator.compare(String(a), String(b));
  }

  function compareQuickly(a, b) {
    return a < b ? -1 : Number(a > b);
  }

  function sort(table, header, column) {
    const ascending = header.getAttribute("aria-sort")
      ? header.getAttribute("aria-sort") === "descending"
      : !header.matches(".n, [data-ranked]");
    for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const bodies = all("tbody", table);
    const rows = bodies[0].matches(".group") ? bodies : all("tr", bodies[0]);
    const parent = rows.length && rows[0].parentNode;
    const ranked = header.hasAttribute("data-ranked");
    const inOrder = rows.length > 2000 ? compareQuickly : compare;
    const keyed = rows.map((row) => [key((row.rows ? row.rows[0] : row).cells[column], ranked), row]);
    keyed.sort((a, b) => (ascending ? inOrder(a[0], b[0]) : inOrder(b[0], a[0])));
    if (!parent) return;
    // Apart from the page it goes much faster.
    const after = table.nextSibling;
    const around = table.parentNode;
    table.remove();
    parent.append(...keyed.map((entry) => entry[1]));
    around.insertBefore(table, after);
    header.querySelector("button").focus();
  }

  for (const table of all("table[data-sortable]")) {
    all("thead th", table).forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, header, column));
    });
  }

  // --- search and filter ---

  const form = document.getElementById("filters");
  const groups = all("tbody.group");
  const texts = new Map();

  function text(group) {
    if (!texts.has(group)) texts.set(group, group.textContent.toLowerCase());
    return texts.get(group);
  }

  function fits(group, wanted, words) {
    return (
      Object.entries(wanted).every(([name, value]) => !value || group.dataset[name].split(" ").includes(value)) &&
      words.every((word) => text(group).includes(word))
    );
  }

  // --- what of a list of places a search is about ---

  const longest = 20; // list that is opened as a whole
  let touched = [];

  function forgetPlaces() {
    for (const undo of touched) undo();
    touched = [];
  }

  function showPlaces(group, words) {
    const about = [group.rows[0], ...all("p", group)].map((part) => part.textContent.toLowerCase()).join(" ");
    const wanted = words.filter((word) => !about.includes(word));
    if (!wanted.length) return;
    const has = (word, element) => element.textContent.toLowerCase().includes(word);
    const sources = all(".places > li", group);
    const whole = sources.filter((source) => wanted.every((word) => has(word, source)));
    const fitting = new Set(whole.length ? whole : sources.filter((source) => wanted.some((word) => has(word, source))));
    // Nothing, or a long list as a whole, tells nobody where to look.
    if (!fitting.size || (fitting.size === sources.length && fitting.size > longest)) return;
    const parts = [...fitting].flatMap((source) => all(".path, time, small, ul > li", source));
    const hits = parts.filter((part) => wanted.some((word) => has(word, part)));
    for (const hit of hits) hit.classList.add("hit");
    touched.push(() => hits.forEach((hit) => hit.classList.remove("hit")));
    const list = group.querySelector("details");
    if (list.open) return;
    const others = sources.filter((source) => !fitting.has(source));
    const summary = list.querySelector("summary");
    list.open = true;
    for (const source of others) source.hidden = true;
    if (others.length) summary.dataset.fit = `fitting the search: ${fitting.size} of ${sources.length} sources`;
    touched.push(() => {
      list.open = false;
      for (const source of others) source.hidden = false;
      delete summary.dataset.fit;
    });
  }

  function filter() {
    const { q, ...wanted } = Object.fromEntries(new FormData(form));
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    forgetPlaces();
    for (const group of groups) {
      const visible = fits(group, wanted, words);
      group.hidden = !visible;
      shown += visible;
      if (visible && words.length) showPlaces(group, words);
    }
    const filtered = words.length > 0 || Object.values(wanted).some(Boolean);
    for (const note of all(".unfiltered")) note.hidden = !filtered;
    form.querySelector("output").textContent = filtered
      ? shown ? `${shown} of ${groups.length} shown` : "No finding fits. Clear shows all again."
      : "";
  }

  if (form) {
    let waiting = 0;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, groups.length > 500 ? 150 : 0);
    });
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  // --- on paper short lists are open; of a long one its number is enough, unless it was opened ---

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])").filter((list) => all("li li, tbody tr", list).length <= longest);
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();

// Elements and numbers of the page. Text always goes in as text, never as HTML.

function element(name, attributes = {}, ...content) {
  return fill(document.createElement(name), attributes, content);
}

function drawn(name, attributes = {}, ...content) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, content);
}

function fill(made, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** A text that keeps its direction to itself. */
function isolated(text) {
  return element("bdi", {}, text);
}

/** All digits of a number: they read back to the same bits. */
function exact(value) {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Six digits for reading, after ≈ where the number has more. */
function short(value) {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(6));
  return (rounded === value ? "" : "≈ ") + String(rounded);
}

/** A table whose first cells are headings; where the page is narrow each row of one with many columns is a list. */
function tableOf(caption, head, rows) {
  const isListed = head.length >= 3;
  const cellOf = (cell, i) => {
    if (i === 0) return element("th", { scope: "row" }, cell);
    const made = cell instanceof HTMLTableCellElement ? cell : element("td", typeof cell === "string" && cell.length <= 18 ? { class: "unbroken" } : {}, cell);
    if (isListed) made.dataset.column = head[i];
    return made;
  };
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, element("table", isListed ? { class: "listed" } : {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...head.map((h) => element("th", { scope: "col" }, h)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cellOf))))));
}

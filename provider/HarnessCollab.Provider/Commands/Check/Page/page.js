"use strict";
// Only what makes a long table easier to work with: everything is there to be read without it.
const table = document.querySelector("table");
const body = table.tBodies[0];
const rows = [...body.rows];
const heads = [...table.tHead.rows[0].cells];
const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("output");

function show() {
  const words = input.value.toLowerCase().split(/\s+/);
  for (const row of rows) {
    // What was once is not what is.
    const text = [...row.cells].filter(cell => cell.className !== "history").map(cell => cell.textContent).join(" ").toLowerCase();
    row.hidden = !words.every(word => text.includes(word));
  }
  status.textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} shown`;
}

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort === undefined ? cell.textContent : Number(cell.dataset.sort);
}

function sort(column) {
  const falls = heads[column].getAttribute("aria-sort") === "ascending";
  rows.sort((one, other) => {
    const [a, b] = [key(one, column), key(other, column)];
    return (falls ? -1 : 1) * (typeof a === "number" ? a - b : a.localeCompare(b));
  });
  body.append(...rows);
  heads.forEach(head => head.removeAttribute("aria-sort"));
  heads[column].setAttribute("aria-sort", falls ? "descending" : "ascending");
}

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(column));
  head.replaceChildren(button);
});
input.addEventListener("input", show);
filter.hidden = false;
show();

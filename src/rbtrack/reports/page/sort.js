"use strict";
// Tables are readable as they are; this adds buttons that sort them. What has no value stays last.
document.querySelectorAll("table[data-sortable]").forEach((table) => {
  const body = table.tBodies[0];
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
  };
  const compare = (one, other) =>
    isNaN(one) || isNaN(other) ? one.localeCompare(other, document.documentElement.lang) : one - other;
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.title = table.dataset.sortable.replace("{column}", heading.textContent);
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const rising = heading.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const rows = [...body.rows].sort((one, other) => {
        const [first, second] = [value(one, column), value(other, column)];
        if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
        return (rising ? 1 : -1) * compare(first, second);
      });
      body.append(...rows);
    });
  });
});

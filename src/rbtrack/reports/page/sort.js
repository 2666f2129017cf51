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
    // Not a <button>: in print, browsers do not repeat the headings of a table that hold one.
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.textContent = heading.textContent;
    button.title = table.dataset.sortable.replace("{column}", heading.textContent);
    heading.replaceChildren(button);
    const sort = () => {
      const rising = heading.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const rows = [...body.rows].sort((one, other) => {
        const [first, second] = [value(one, column), value(other, column)];
        if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
        return (rising ? 1 : -1) * compare(first, second);
      });
      body.append(...rows);
    };
    button.addEventListener("click", sort);
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        sort();
      }
    });
  });
});

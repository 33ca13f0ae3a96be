// The race as a table: time goes down, each CPU has a column.

function stepCell(lines, seen) {
  const parts = [];
  for (const line of lines) {
    if (line.fn && line.fn !== seen.fn) {
      parts.push(make("div", { class: "fn" }, `${line.fn}()`));
      seen.fn = line.fn;
    }
    const words = lineText({ ...line, step: "" });
    parts.push(make("div", { class: "line" }, line.step ? make("b", {}, line.step) : "", line.step ? " " : "", words));
  }
  return parts;
}

/** What the last step shows, by what was asked. */
function pointer(result) {
  const kind = text(result.kind);
  if (kind === "safety") return "here it breaks";
  return kind === "no_deadlock" ? "here the walker waits, and nobody can wake it" : "";
}

function sectionRow(words, columns) {
  return make("tr", { class: "part" }, make("th", { scope: "rowgroup", colspan: columns + 1 }, words));
}

function timeline(result, race, address) {
  const columns = race.cpus;
  const link = (step) => make("a", { href: `#${address}/${step}`, "aria-label": `Step ${step}` }, `${step}`);
  const heads = Array.from({ length: columns }, (_, cpu) => make("th", { scope: "col", class: `cpu${cpu}` }, `CPU${cpu} `,
    make("span", {}, cpu === 0 ? "the walk" : columns === 2 ? "everybody else" : "")));
  const body = make("tbody", {}, make("tr", { "data-step": 0 }, make("td", { class: "no" }, link(0)),
    make("td", { colspan: columns, class: "start" }, start(result))));
  const seen = { fn: "" };
  race.steps.forEach((step, i) => {
    if (race.loop === i) {
      body.append(sectionRow("again and again", columns));
      seen.fn = "";
    } else if (race.loop !== undefined && i === 0) {
      body.append(sectionRow("the way in", columns));
    }
    const cell = make("td", { class: `did cpu${step.cpu}` }, ...stepCell(linesOf(step), step.cpu === 0 ? seen : {}));
    if (i + 1 === race.last && pointer(result)) cell.append(make("div", { class: "point" }, pointer(result)));
    const cells = Array.from({ length: columns }, (_, cpu) => (cpu === step.cpu ? cell : make("td")));
    body.append(make("tr", { "data-step": i + 1 }, make("td", { class: "no" }, link(i + 1)), ...cells));
  });
  const wide = `min-width: ${9 * columns}rem`;
  return make("table", { style: wide }, make("caption", {}, "The race, time going down"),
    make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "no" }, aside("step")), ...heads)), body);
}

function start(result) {
  const words = text(result.trace.start);
  return words ? `at the start: ${words}` : "the start";
}

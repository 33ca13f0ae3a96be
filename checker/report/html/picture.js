// The picture of a scene: each table below the entry that points to it, addresses from left to right; then locks and
// variables. Whatever colour says, a word says too.

/** What an entry is, by its look; states that are not known here look plain. */
const looks = {
  none: "nothing", table: "points", leaf: "maps", devmap: "maps", leaf_pn: "maps", present: "maps",
  npx: "broken", leaf_inv: "broken", migration: "away", swap: "away", bad: "broken",
};

const aside = (words) => make("span", { class: "aside" }, words);

function lockChip(lock) {
  const holder = lock.value === "walker" ? "CPU0" : lock.value;
  const kind = lock.value === "free" ? "free" : lock.value === "walker" ? "cpu0" : "cpu1";
  const said = lock.value === "free" ? "free" : `held by ${holder}`;
  return make("span", { class: `lock ${kind}${lock.changed ? " changed" : ""}` }, make("b", {}, lock.name), ` ${said}`);
}

function chips(scene, race, owner) {
  const here = scene.locks.filter((lock, i) => lock.table === owner && race.locked.has(i));
  return here.length === 0 ? undefined : make("div", { class: "locks" }, ...here.map((lock) => lockChip(lock)));
}

/** The table in which the walk stands: the lowest to which it has a pointer. */
const lowest = (scene) => scene.tables.reduce((found, table, i) => (table.walked ? i : found), -1);

function drawEntry(entry, place, by) {
  const classes = ["cell", entry.hidden ? "passed" : looks[entry.state] ?? "plain"];
  if (entry.changed) classes.push("changed", by);
  if (entry.cursor) classes.push(place ? "here" : "path");
  const cursor = !entry.cursor ? undefined
    : place ? make("span", { class: "cursor" }, place) : aside("on the walk's path");
  const was = entry.changed ? make("span", { class: "was" }, aside("changed, "), `was ${entry.was}`) : undefined;
  return make("div", { class: classes.join(" ") },
    make("div", { class: "tag" }, make("span", { class: "name" }, entry.name), " ", cursor),
    make("div", { class: "say" }, make("span", { class: "what" }, entry.state), " ", was));
}

/** Why a table that the walk uses is none, or is none any more. */
function fault(table) {
  if (table.stale) return "stale: the walk still points to it";
  if (table.detached) return "taken away, not yet freed; the walk still points to it";
  return table.walked && !table.exists ? "no table, but the walk is in it" : "";
}

function drawTable(scene, race, index, by) {
  const table = scene.tables[index];
  const why = fault(table);
  const there = table.exists || table.walked;
  const end = scene.place === "ended" ? "CPU0, ended" : "CPU0";
  const items = table.entries.map((entry, i) => {
    const place = index === lowest(scene) ? end : "";
    const item = make("li", {}, drawEntry(entry, place, by));
    const below = scene.tables.findIndex(({ above }) => above && above[0] === index && above[1] === i);
    if (below >= 0 && race.shown.has(below)) item.append(drawTable(scene, race, below, by));
    return item;
  });
  const names = ["table", there ? "" : "absent", why ? "fault" : "", table.walked ? "walked" : ""];
  return make("div", { class: names.join(" "), "aria-hidden": there ? false : "true" },
    why ? make("p", { class: "fault-word" }, why) : undefined, chips(scene, race, index),
    make("ul", { "aria-label": `${table.level} table` }, ...items));
}

function drawPicture(scene, race, by) {
  if (scene.tables.length === 0) return [];
  const roots = scene.tables.flatMap((table, i) => (table.above ? [] : [i]));
  const note = race.any ? make("p", { class: "note" }, "Of each table only the entry at which the walk stands is kept.")
    : undefined;
  const ended = scene.place === "ended" ? make("p", { class: "note" }, "The tables as they were before the last step.")
    : undefined;
  return [chips(scene, race, null), make("div", { class: "tree" },
    ...roots.map((root) => drawTable(scene, race, root, by))), note, ended].filter(Boolean);
}

function drawValues(scene, race, by) {
  const rows = [];
  const row = ({ name, value, was, changed }, force) => {
    const moves = race.scenes.some((each) => [...each.locals, ...each.choices].some((v) => v.name === name && v.changed));
    if (!force && !moves) return;
    rows.push(make("div", { class: changed ? `value changed ${by}` : "value" }, make("dt", {}, name),
      make("dd", {}, value, changed ? make("span", { class: "was" }, ` was ${was}`) : "")));
  };
  const place = scene.place === "ended" ? "nothing: the walk has ended" : scene.place;
  if (scene.place) rows.push(make("div", { class: "value" }, make("dt", {}, "next on CPU0"), make("dd", {}, place)));
  const whole = scene.tables.length === 0;
  for (const choice of scene.choices) row(choice, true);
  for (const local of scene.locals) row(local, whole);
  return rows.length === 0 ? [] : [make("dl", {}, ...rows)];
}

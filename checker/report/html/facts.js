// What is known of a verdict beside its race.

function fold(title, open, ...children) {
  return make("details", open ? { open: true } : {}, make("summary", {}, title), ...children);
}

function list(numbers) {
  return make("ul", {}, ...numbers.map((number) => make("li", {}, text(number))));
}

function searchFacts(search, result, seconds) {
  const rows = [
    ["tables", [text(search.tables) === "any" ? "of any size" : text(search.tables), result.trace && text(result.trace.tables)
      ? `; the run shown is one of ${text(result.trace.tables)}` : ""].join("")],
    ["locks", text(search.locks)],
    ["engine", text(result.engine) || text(search.engine)],
    ["states", search.states ? search.states.toLocaleString("en") : ""],
    ["transitions", search.transitions ? search.transitions.toLocaleString("en") : ""],
    ["depth", search.depth ? `${search.depth}` : ""],
    ["up to", result.bound === undefined ? "" : counted(result.bound, "step", "steps")],
    ["stopped", search.stopped ? "before all was seen" : ""],
    ["time", `${seconds.toFixed(seconds < 10 ? 2 : 0)} s`],
    ["property in", text(result.file)],
    ...search.counts.map(([name, states]) => [text(name), counted(states, "state", "states")]),
  ].filter(([, value]) => value);
  return make("dl", { class: "facts" }, ...rows.map(([name, value]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}

function proofFacts(result) {
  if (!result.claim && !result.invariant) return undefined;
  const certificate = result.certificate
    ? make("p", {}, "Certificate: ", make("code", {}, text(result.certificate))) : undefined;
  const short = (result.invariant ?? []).length <= 12;
  return fold("The proof", short, make("p", {}, text(result.claim)),
    result.invariant ? make("ul", { class: "clauses" }, ...result.invariant.map((clause) =>
      make("li", {}, make("code", {}, text(clause))))) : undefined, certificate);
}

function raceText(address) {
  const article = document.getElementById(address);
  if (!article) return undefined;
  const pre = article.querySelector("pre").cloneNode(true);
  const copy = make("button", { type: "button", class: "copy", onclick: async () => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      copy.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(pre);
      copy.textContent = "Selected";
    }
  } }, "Copy");
  const shown = fold("The race as text", false, copy, pre);
  shown.id = "race-text";
  shown.dataset.paper = "";
  return shown;
}

function facts(result, address, seconds) {
  const search = data.searches[result.search];
  const retries = (result.retries ?? []).map(([name, most]) =>
    make("li", {}, `${text(name)}: ${most === 0 ? "never taken" : `taken at most ${counted(most, "time", "times")}`}`));
  const assumed = search.assumptions.length === 0 ? undefined : fold(`What is assumed in ${text(search.scenario)}`,
    !result.trace, make("p", {}, text(search.about)), list(search.assumptions));
  if (assumed) assumed.dataset.paper = "";
  const parts = [
    raceText(address),
    proofFacts(result),
    retries.length ? fold("How often it goes back, left alone", true, make("ul", {}, ...retries)) : undefined,
    result.opinions ? fold("What each engine says", true, list(result.opinions)) : undefined,
    assumed,
    fold("What was searched", !result.trace, searchFacts(search, result, seconds)),
    search.dead.length ? fold(`Never executed in this size (${search.dead.length})`, false, list(search.dead)) : undefined,
    search.silent.length ? fold(`Never fired in this size (${search.silent.length})`, false, list(search.silent)) : undefined,
  ];
  return parts.filter(Boolean);
}

// The page: which verdict is shown, and which ones are listed.

const byAddress = new Map(data.results.map((result, i) => [text(result.address), i]));

/** "#v17/again_terminates/1-2-1/4" as a result and a step. */
function routed() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (byAddress.has(hash)) return { index: byAddress.get(hash), address: hash };
  const slash = hash.lastIndexOf("/");
  const address = hash.slice(0, slash);
  const step = Number(hash.slice(slash + 1));
  if (!byAddress.has(address) || !Number.isInteger(step)) return undefined;
  return { index: byAddress.get(address), address, step };
}

function verdictLine(result, search) {
  const verdict = text(result.verdict);
  const outcome = text(result.outcome);
  const size = text(search.size);
  const kind = { "as expected": "expected", undecided: "undecided" }[outcome] ?? "unexpected";
  return [
    make("span", { class: `verdict ${verdict} ${kind}` }, make("span", { class: "word" }, verdict)),
    " in ", make("b", {}, text(search.scenario)), size ? `, size ${size}` : "", " ",
    make("span", { class: `outcome ${kind}` }, outcome + (kind !== "expected" && result.expected !== undefined
      ? `; expected ${text(result.expected)}` : "")),
  ];
}

function remarks(result) {
  const said = [];
  if (result.because !== undefined)
    said.push(make("p", {}, make("b", {}, `Why ${text(result.expected)} is expected: `), text(result.because)));
  if (result.reason !== undefined) said.push(make("p", {}, text(result.reason)));
  if (result.trace && result.trace.abstract)
    said.push(make("p", {}, make("b", {}, "An abstract run, which may be none of real tables.")));
  return said;
}

function openResult({ index, address, step }) {
  const result = data.results[index];
  const search = data.searches[result.search];
  part("viewer").hidden = false;
  part("viewer-title").textContent = text(result.property);
  part("verdict").replaceChildren(...verdictLine(result, search));
  part("about").textContent = text(result.about);
  part("remarks").replaceChildren(...remarks(result));
  part("stage").hidden = !result.trace;
  part("facts").replaceChildren(...facts(result, address, times.searches[result.search] + times.proofs[index]));
  player.race = null;
  if (result.trace) show(result, address, step);
  else pause();
  for (const link of document.querySelectorAll("#verdicts a[aria-current]")) link.removeAttribute("aria-current");
  const link = document.querySelector(`#verdicts a[href="#${CSS.escape(address).replace(/\\/g, "")}"]`);
  if (link) link.setAttribute("aria-current", "true");
  return link;
}

function route(first) {
  const found = routed();
  document.body.dataset.view = found ? "one" : "all";
  if (!found) {
    pause();
    return;
  }
  if (player.race && player.address === found.address) {
    if (found.step !== undefined) goTo(found.step);
    return;
  }
  const link = openResult(found);
  if (first) link?.scrollIntoView({ block: "center" });
  else part("viewer-title").focus({ preventScroll: true });
  scrollTo(0, 0);
  part("viewer").scrollTop = 0;
  if (player.race && found.step !== undefined) reveal(part("timeline").querySelector("[aria-current]"));
}

function options(select, values) {
  for (const value of values) select.append(make("option", { value }, value));
}

/** A row is listed if its property, and each link in it if its scenario, verdict and outcome are asked for. */
function filter() {
  const words = part("filter-text").value.toLowerCase().split(/\s+/).filter(Boolean);
  const scenario = part("filter-scenario").value;
  const verdict = part("filter-verdict").value;
  const only = part("filter-only").checked;
  let listed = 0;
  for (const link of document.querySelectorAll("#verdicts td a")) {
    const result = data.results[byAddress.get(link.hash.slice(1))];
    const search = data.searches[result.search];
    const said = [result.property, result.about, result.because, result.reason, result.verdict, search.scenario,
      search.about, search.size].map(text).join(" ").toLowerCase();
    const wanted = words.every((word) => said.includes(word)) && (!scenario || text(search.scenario) === scenario) &&
      (!verdict || text(result.verdict) === verdict) && (!only || text(result.outcome) !== "as expected");
    link.hidden = !wanted;
    if (wanted) ++listed;
  }
  const empty = (element) => !element.querySelector("td a:not([hidden])");
  for (const group of document.querySelectorAll("#verdicts td .verdict")) group.hidden = !group.querySelector("a:not([hidden])");
  for (const each of document.querySelectorAll("#verdicts tbody tr, #verdicts .scenario")) each.hidden = empty(each);
  part("filter-count").textContent = listed === data.results.length ? counted(listed, "verdict", "verdicts")
    : `${listed} of ${counted(data.results.length, "verdict", "verdicts")}`;
}

function start_page() {
  document.documentElement.classList.add("scripted");
  options(part("filter-scenario"), new Set(data.searches.map((search) => text(search.scenario))));
  options(part("filter-verdict"), new Set(data.results.map((result) => text(result.verdict))));
  part("filter-only").disabled = data.results.every((result) => text(result.outcome) === "as expected");
  part("filter").hidden = false;
  part("filter").addEventListener("input", filter);
  part("filter").addEventListener("submit", (event) => event.preventDefault());
  listen();
  filter();
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    part("viewer-title").focus();
  });
  if (!part("filter-only").disabled)
    document.querySelector(".top").append(make("button", { type: "button", id: "wrong", onclick: showWrong }, "Show what is not as expected"));
  addEventListener("hashchange", () => route(false));
  route(true);
  if (!routed()) suggest();
}

function showWrong() {
  location.hash = "";
  part("filter").reset();
  part("filter-only").checked = true;
  filter();
  part("filter-count").scrollIntoView({ block: "center" });
}

/** Nothing was asked for: what is not as expected comes first, then what has a race. */
function suggest() {
  const wrong = data.results.findIndex((result) => text(result.outcome) === "not as expected");
  const race = data.results.findIndex((result) => result.trace);
  const index = wrong >= 0 ? wrong : race >= 0 ? race : 0;
  if (data.results.length === 0) return;
  openResult({ index, address: text(data.results[index].address), step: undefined });
  remember("");
}

document.addEventListener("DOMContentLoaded", start_page);

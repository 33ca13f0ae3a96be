// Steps through the race that is shown.

const player = { race: null, result: null, address: "", step: 0, timer: 0 };
const part = (id) => document.getElementById(id);

function show(result, address, step) {
  pause();
  Object.assign(player, { race: unfold(result), result, address, step: -1 });
  part("slider").max = player.race.last;
  part("timeline").replaceChildren(timeline(result, player.race, address));
  part("lanes").replaceChildren(...lanes(player.race));
  goTo(Math.min(step ?? player.race.last, player.race.last));
}

/** A mark for each step, above the slider, in the lane of its CPU; the loop of a lasso is underlined. */
function lanes(race) {
  const at = (step) => `${(100 * step) / Math.max(race.last, 1)}%`;
  const marks = race.steps.map((step, i) => {
    const mark = make("i", { class: `cpu${step.cpu}` });
    mark.style.left = at(i + 1);
    return mark;
  });
  if (race.loop !== undefined) {
    const loop = make("i", { class: "loop" });
    loop.style.left = at(race.loop);
    marks.push(loop);
  }
  return marks;
}

function goTo(step) {
  const { race, result } = player;
  const to = Math.max(0, Math.min(step, race.last));
  if (to === player.step) return;
  const shown = player.step >= 0;
  player.step = to;
  draw();
  mark(shown);
  remember(`${player.address}/${player.step}`);
}

function draw() {
  const { race, result, step } = player;
  const scene = race.scenes[step];
  const by = step > 0 ? `by-cpu${race.steps[step - 1].cpu}` : "";
  document.querySelector(".scene").classList.toggle("flat", scene.tables.length === 0);
  part("picture").replaceChildren(...drawPicture(scene, race, by));
  part("state").replaceChildren(...drawValues(scene, race, by));
  part("now").replaceChildren(...now(step));
}

/** The step in words. */
function now(step) {
  const { race, result } = player;
  if (step === 0) return [make("b", {}, "Start. "), text(result.trace.start) || "Nothing is set."];
  const did = race.steps[step - 1];
  const lines = linesOf(did).map(lineText).join("; ");
  const fn = linesOf(did)[0].fn;
  const who = did.cpu === 0 ? (fn ? `${fn}(): ` : "") : "";
  const words = [make("b", { class: `who cpu${did.cpu}` }, `CPU${did.cpu}`), " ", make("code", {}, who + lines)];
  if (step === race.last && pointer(result)) words.push(" ", make("strong", {}, `${pointer(result)}.`));
  if (step === race.last && race.loop !== undefined)
    words.push(" ", make("strong", {}, `Everything is as it was after step ${race.loop}: so it goes on for ever.`));
  return words;
}

function mark(visible) {
  const { race, step } = player;
  const slider = part("slider");
  const lasso = race.loop !== undefined;
  const where = lasso ? (step > race.loop ? ", again and again" : ", the way in") : "";
  slider.value = step;
  slider.setAttribute("aria-valuetext", `step ${step} of ${race.last}${where}`);
  part("count").textContent = `${step} / ${race.last}`;
  for (const row of part("timeline").querySelectorAll("tr[data-step]")) {
    const number = Number(row.dataset.step);
    row.classList.toggle("future", number > step);
    if (number === step) {
      row.setAttribute("aria-current", "step");
      if (visible) reveal(row);
    } else {
      row.removeAttribute("aria-current");
    }
  }
  part("to-start").disabled = part("back").disabled = step === 0;
  part("to-end").disabled = part("forward").disabled = step === race.last;
}

/** Where the picture stays above the table, the table follows it. */
function reveal(row) {
  const board = document.querySelector(".board");
  if (getComputedStyle(board).position !== "sticky") return;
  row.style.scrollMarginTop = `${board.offsetHeight + 8}px`;
  row.scrollIntoView({ block: "nearest" });
}

/** The address bar names the step; where a viewer forbids that, nothing is lost. */
function remember(address) {
  try {
    history.replaceState(null, "", `#${address}`);
  } catch { /* a sandbox */ }
}

function pause() {
  clearInterval(player.timer);
  player.timer = 0;
  playing(false);
}

function playing(is) {
  const button = part("play");
  button.setAttribute("aria-pressed", `${is}`);
  button.querySelector("span").textContent = is ? "Pause" : "Play";
  // Read aloud once a second it would never end a sentence.
  part("now").setAttribute("aria-live", is ? "off" : "polite");
}

function play() {
  if (player.timer) return pause();
  if (player.step === player.race.last) goTo(0);
  playing(true);
  player.timer = setInterval(() => {
    const { race, step } = player;
    if (step < race.last) goTo(step + 1);
    else if (race.loop !== undefined) goTo(Math.min(race.loop + 1, race.last - 1));
    else pause();
  }, 1100);
}

function stepBy(number) {
  pause();
  goTo(player.step + number);
}

function listen() {
  part("slider").addEventListener("input", (event) => { pause(); goTo(Number(event.target.value)); });
  const press = (id, action) => part(id).addEventListener("click", action);
  press("to-start", () => stepBy(-Infinity));
  press("back", () => stepBy(-1));
  press("play", play);
  press("forward", () => stepBy(1));
  press("to-end", () => stepBy(Infinity));
  part("timeline").addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-step]");
    if (!row || String(getSelection())) return;
    event.preventDefault();
    pause();
    goTo(Number(row.dataset.step));
  });
  document.addEventListener("keydown", onKey);
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}

/** On paper stand the tables at the end, the race as text, and what is assumed. */
function toPaper() {
  const folds = [...part("facts").querySelectorAll("[data-paper]:not([open])")];
  for (const fold of folds) fold.open = true;
  player.left = { step: player.step, folds };
  if (!player.race) return;
  pause();
  goTo(player.race.last);
}

function fromPaper() {
  if (!player.left) return;
  for (const fold of player.left.folds) fold.open = false;
  if (player.race) goTo(player.left.step);
  player.left = null;
}

function onKey(event) {
  const busy = event.altKey || event.ctrlKey || event.metaKey || part("stage").offsetParent === null;
  if (busy || event.target.closest("input, select, textarea, pre")) return;
  const actions = { ArrowLeft: () => stepBy(-1), ArrowRight: () => stepBy(1), Home: () => stepBy(-Infinity), End: () => stepBy(Infinity) };
  if (!event.target.closest("button, a, summary")) actions[" "] = play;
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

// The data of the page, and the scenes of a trace (checker/report/html_data.hpp says how they are written).

const data = JSON.parse(document.getElementById("data").textContent);
const times = JSON.parse(document.getElementById("times").textContent);
const text = (number) => (number === undefined ? "" : data.texts[number]);

/** An element with attributes, properties of `on` as listeners, and children (strings become text). */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** Each state of the trace as a list of numbers. */
function unpack(frames) {
  const states = [];
  let state = [];
  for (const [index, frame] of frames.entries()) {
    if (index === 0) {
      state = frame;
    } else if (frame.length > 0) {
      state = [...state];
      for (let i = 0; i < frame.length; i += 2) state[frame[i]] = frame[i + 1];
    }
    states.push(state);
  }
  return states;
}

/** One state as tables, entries, locks and values; `before` is the state before it, if any. */
function sceneOf(shape, state, before) {
  let at = 0;
  const next = () => {
    const index = at++;
    return [state[index], before ? before[index] : state[index]];
  };
  const value = (name) => {
    const [now, was] = next();
    return { name: text(name), value: text(now), was: text(was), changed: now !== was };
  };
  const entry = (name) => {
    const [now, was] = next();
    const hidden = (now & 2) !== 0;
    return {
      name: text(name), state: text(now >> 2), was: text(was >> 2), hidden, cursor: (now & 1) !== 0,
      changed: now >> 2 !== was >> 2 && !hidden && (was & 2) === 0,
    };
  };
  const place = text(next()[0]);
  const tables = shape.tables.map(([level, above, names]) => {
    const [bits] = next();
    return {
      level: text(level), above, exists: (bits & 1) !== 0, walked: (bits & 2) !== 0, stale: (bits & 4) !== 0,
      detached: (bits & 8) !== 0, entries: names.map(entry),
    };
  });
  const locks = shape.locks.map(([name, table]) => ({ ...value(name), table }));
  return { place, tables, locks, choices: shape.choices.map(value), locals: shape.locals.map(value) };
}

/** When the walk has ended the model forgets its state: the tables are shown as they were before. */
function atTheEnd(scene, before) {
  const still = (value) => ({ ...value, changed: false });
  const tables = before.tables.map((table) => ({ ...table, entries: table.entries.map(still) }));
  return { ...before, place: scene.place, tables, locks: before.locks.map(still), locals: before.locals.map(still) };
}

/** The trace with all of its scenes, and what of them is ever worth a place in the picture. */
function unfold(result) {
  const { trace } = result;
  const shape = data.shapes[trace.shape];
  const states = unpack(trace.frames);
  const scenes = [];
  states.forEach((state, i) => {
    const scene = sceneOf(shape, state, states[i - 1]);
    scenes.push(i > 0 && scene.place === "ended" ? atTheEnd(scene, scenes[i - 1]) : scene);
  });
  const shown = new Set();
  const locked = new Set();
  for (const scene of scenes) {
    scene.tables.forEach((table, i) => (table.exists || table.walked) && shown.add(i));
    scene.locks.forEach((lock, i) => lock.value !== "free" && locked.add(i));
  }
  const steps = trace.steps.map((number) => data.steps[number]);
  return { any: shape.any, scenes, shown, locked, steps, loop: trace.loop, last: trace.steps.length,
    cpus: Math.max(0, ...steps.map((step) => step.cpu)) + 1 };
}

/** The lines of a step: notes of one call are one line. */
function linesOf(step) {
  const lines = [];
  if (step.cpu > 0 && step.told.length > 0) return step.told.map((told) => ({ fn: "", step: "", inside: "", words: [text(told[3])] }));
  for (const [fn, name, inside, words] of step.told) {
    const last = lines.at(-1);
    if (last && inside && last.fn === text(fn) && last.step === text(name) && last.inside === text(inside)) {
      if (last.words.at(-1) !== text(words)) last.words.push(text(words));
    } else {
      lines.push({ fn: text(fn), step: text(name), inside: text(inside), words: [text(words)] });
    }
  }
  if (lines.length === 0) lines.push({ fn: "", step: "", inside: "", words: [text(step.name)] });
  return lines;
}

function lineText({ step, inside, words }) {
  const said = (inside ? `${inside}(): ` : "") + words.join(", ");
  return step ? `${step} ${said}` : said;
}

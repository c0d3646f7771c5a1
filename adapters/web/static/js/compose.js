// Writing: Enter sends, nothing typed is ever lost, the same id is sent again until the desk answers.
import { openForm, showSaid } from "./act.js";
import { arrived, clear as clearFiles, hasFiles } from "./attach.js";
import * as completions from "./complete.js";
import { here, newId, say, send, store, stored } from "./desk.js";
import { refreshRoot, refreshThread, toEnd } from "./posts.js";

const LONGEST_TEXT = 40_000;
const SLOW_MS = 400;
const states = new WeakMap();

const box = (form) => form.querySelector("textarea");
const threadOf = (form) => form.dataset.thread || "";

function stateOf(form) {
  if (!states.has(form)) {
    const key = `loket:draft:${here.account}:${here.channel}:${threadOf(form)}`;
    states.set(form, { key, pending: null, busy: false, again: false, last: "" });
  }
  return states.get(form);
}

function fit(form) {
  const area = box(form);
  form.classList.toggle("is-empty", !area.value.trim() && !hasFiles(form));
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

function keep(form) {
  const state = stateOf(form);
  const text = box(form).value;
  store(state.key, text ? { text, pending: state.pending } : null);
}

function note(form, text, problem = false, again = false) {
  const place = form.querySelector("[data-state]");
  place.replaceChildren(text);
  place.classList.toggle("is-problem", problem);
  if (!again) return;
  const button = Object.assign(document.createElement("button"), { type: "submit", className: "link-button", textContent: say("try-again") });
  place.append(button);
}

// Takes what was sent out of the box, and leaves what was typed meanwhile.
function clearSent(form, text) {
  const area = box(form);
  if (area.value.startsWith(text)) area.value = area.value.slice(text.length).trimStart();
  fit(form);
}

async function submit(form) {
  const state = stateOf(form);
  const text = box(form).value;
  if (!text.trim() && !hasFiles(form)) return;
  if (state.busy) {
    state.again = text !== state.pending?.text;
    return;
  }
  if ([...text.trim()].length > LONGEST_TEXT) {
    note(form, say("too-long"), true);
    return;
  }
  state.busy = true;
  if (hasFiles(form)) note(form, say("file-wait"));
  const files = (await arrived(form)).join(",");
  if (state.pending?.text !== text || state.pending?.files !== files) state.pending = { id: newId(), text, files };
  keep(form);
  const slow = setTimeout(() => note(form, say("sending")), SLOW_MS);
  const { id } = state.pending;
  const answer = await send("send", { id, text, files, thread: threadOf(form) });
  clearTimeout(slow);
  state.busy = false;
  settle(form, state, answer, id, text);
  if (state.again) {
    state.again = false;
    submit(form);
  }
}

function settle(form, state, answer, id, text) {
  if (answer.unsure) {
    note(form, answer.problem ?? say("not-sent"), true, true);
    keep(form);
    return;
  }
  state.pending = null;
  const command = text.trimStart().startsWith("/");
  if (answer.ok || (answer.refused && command)) {
    state.last = text;
    clearFiles(form);
    clearSent(form, text);
  }
  note(form, answer.problem ?? "", Boolean(answer.problem));
  keep(form);
  if (answer.ok && !command) {
    toEnd(form.parentElement.querySelector("[data-scroll]")); // from there, what comes is followed
    const shown = threadOf(form) ? Promise.all([refreshThread(), refreshRoot(threadOf(form))]) : refreshRoot(`m-${id}`);
    shown.catch(() => {}); // the stream tells of it too
  }
  if (answer.said?.length) showSaid(answer.said, form.querySelector("[data-private]"));
  if (answer.form) openForm(answer.form, threadOf(form));
}

function keydown(event) {
  const form = event.target.closest("[data-composer]");
  if (!form || event.target !== box(form) || event.isComposing) return;
  if (completions.keydown(event, form)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    completions.close(form);
    submit(form);
  }
  if (event.key === "ArrowUp" && !box(form).value && stateOf(form).last) {
    event.preventDefault();
    box(form).value = stateOf(form).last;
    fit(form);
  }
}

export function prepare(root = document) {
  for (const form of root.querySelectorAll("[data-composer]")) {
    const state = stateOf(form);
    const draft = stored(state.key);
    if (draft && !box(form).value) {
      box(form).value = draft.text;
      state.pending = draft.pending ?? null;
    }
    fit(form);
  }
}

export function start() {
  prepare();
  document.addEventListener("keydown", keydown);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-composer]");
    if (!form) return;
    fit(form);
    keep(form);
    completions.update(form);
  });
  document.addEventListener("files-changed", (event) => fit(event.target));
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-composer]");
    if (!form) return;
    event.preventDefault();
    submit(form);
    if (matchMedia("(hover: hover)").matches) box(form).focus();
  });
}

// Writing on a ticket's page, and asking on one's own: commands of the desk, sent with an id that stays until answered.
import { openForm, showSaid } from "./act.js";
import { newId, say, send, store, stored } from "./desk.js";
import { refreshTicket } from "./posts.js";

const LONGEST_TEXT = 39_000;
const pending = new WeakMap(); // form -> { text, id }

const box = (form) => form.querySelector("textarea");
const noting = (form) => form.querySelector("[name=mode][value=note]")?.checked ?? false;
const draftKey = (form) => `loket:ticket:${form.dataset.number ?? "ask"}`;

function note(form, text, problem = false) {
  const place = form.querySelector("[data-state]");
  place.textContent = text;
  place.classList.toggle("is-problem", problem);
}

// What is typed as a command line of the desk.
function lineFor(form, text) {
  const { number, verb } = form.dataset;
  if (!number) return `/ticket new ${text}`;
  if (!text.startsWith("/")) return `/ticket ${noting(form) ? "note" : verb} #${number} ${text}`;
  const [name, ...rest] = text.slice(1).replace(/^ticket\s+/, "").split(/\s+/);
  const numbered = rest[0] === `#${number}` ? rest : [`#${number}`, ...rest];
  return ["mine", "queue", "help", "find", "kb", "digest", "language", "web", "new", "for"].includes(name)
    ? `/ticket ${[name, ...rest].join(" ")}`
    : `/ticket ${[name, ...numbered].join(" ")}`;
}

async function submit(form) {
  const text = box(form).value.trim();
  if (!text || form.dataset.busy) return;
  if ([...text].length > LONGEST_TEXT) {
    note(form, say("too-long"), true);
    return;
  }
  if (pending.get(form)?.text !== text) pending.set(form, { text, id: newId() });
  form.dataset.busy = "yes";
  note(form, say("sending"));
  const answer = await send("send", { id: pending.get(form).id, text: lineFor(form, text) });
  delete form.dataset.busy;
  if (answer.unsure) {
    note(form, answer.problem ?? say("not-sent"), true);
    return;
  }
  pending.delete(form);
  note(form, answer.problem ?? "", Boolean(answer.problem));
  if (answer.ok) {
    box(form).value = "";
    store(draftKey(form), null);
    form.classList.add("is-empty");
    note(form, say(form.dataset.number ? "sent" : "asked"));
  }
  if (answer.said?.length) showSaid(answer.said, document.querySelector("[data-private]"));
  if (answer.form) openForm(answer.form, "");
  await refreshTicket().catch(() => {});
  if (answer.ok && !form.dataset.number && !answer.said?.length) location.reload();
}

function typed(form) {
  form.classList.toggle("is-empty", !box(form).value.trim());
  store(draftKey(form), box(form).value || null);
}

function chooseMode(form) {
  form.classList.toggle("is-noting", noting(form));
  const words = noting(form) ? box(form).dataset.note : box(form).dataset.reply;
  box(form).placeholder = words;
  box(form).labels[0].textContent = words;
}

const FORMS = "[data-ticket-composer], [data-ask]";

export function prepare(root = document) {
  for (const form of root.querySelectorAll(FORMS)) {
    const draft = stored(draftKey(form));
    if (draft && !box(form).value) box(form).value = draft;
    form.classList.toggle("is-empty", !box(form).value.trim());
  }
}

export function write(mode) {
  const form = document.querySelector("[data-ticket-composer]");
  if (!form) return false;
  const choice = form.querySelector(`[name=mode][value=${mode}]`);
  if (mode === "note" && !choice) return false;
  if (choice) {
    choice.checked = true;
    chooseMode(form);
  }
  box(form).focus();
  return true;
}

export function start() {
  prepare();
  document.addEventListener("input", (event) => {
    const form = event.target.closest(FORMS);
    if (form && event.target === box(form)) typed(form);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-ticket-composer]");
    if (form && event.target.name === "mode") chooseMode(form);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-ticket-composer]");
    if (!form || event.target !== box(form) || event.isComposing || event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    submit(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(FORMS);
    if (!form) return;
    event.preventDefault();
    submit(form);
  });
}

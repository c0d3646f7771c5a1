// Pressing, filling in, taking back; and what only this person sees.
import { refreshBoard } from "./board.js";
import { nextTheme, toggleFold } from "./decorate.js";
import { here, newId, say, send } from "./desk.js";
import { atEnd, refreshRoot, refreshThread, refreshTicket, toEnd } from "./posts.js";

const MOST_SAID = 2; // older private words make room
const unsure = new Map(); // what was sent without an answer keeps its id

function idFor(key) {
  if (!unsure.has(key)) unsure.set(key, newId());
  return unsure.get(key);
}

function fromHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

export function showSaid(said, place) {
  if (!place || !said.length) return;
  const scroll = place.closest(".main, .thread")?.querySelector("[data-scroll]");
  const end = atEnd(scroll);
  const messages = said.map(fromHtml);
  place.append(...messages);
  while (place.childElementCount > Math.max(MOST_SAID, messages.length)) place.firstElementChild.remove();
  place.scrollTop = messages[0].offsetTop - place.firstElementChild.offsetTop;
  if (place.closest("[data-scroll]")) messages[0].scrollIntoView({ block: "nearest" });
  else if (end) toEnd(scroll); // the box above just became smaller
}

function showProblem(text, place) {
  const line = Object.assign(document.createElement("p"), { className: "private field-error", textContent: text });
  place?.append(line);
  setTimeout(() => line.remove(), 8000);
}

// Private words belong at the end of the thread or channel they were called forth in.
function privatePlace(element) {
  const own = element?.closest(".thread, .main") ?? document.querySelector(".main");
  return own.querySelector("[data-private]") ?? document.querySelector("[data-private]");
}

function conclude(answer, key, place, thread) {
  if (!answer.unsure) unsure.delete(key);
  if (answer.problem || answer.status === 0) showProblem(answer.problem ?? say("not-done"), place);
  if (answer.said?.length) showSaid(answer.said, place);
  if (answer.form) openForm(answer.form, thread);
}

async function press(button) {
  const { action, subject, key } = button.dataset;
  const thread = button.closest("[data-thread]")?.dataset.thread ?? "";
  const place = privatePlace(button);
  const row = [...(button.closest(".buttons")?.querySelectorAll("button") ?? [button])];
  for (const one of row) one.disabled = true;
  button.setAttribute("aria-busy", "true");
  const answer = await send("press", { id: idFor(key), action, subject, thread });
  for (const one of row) one.disabled = false;
  button.removeAttribute("aria-busy");
  const priv = button.closest(".private");
  if (priv && answer.ok) priv.remove();
  conclude(answer, key, place, thread);
  if (answer.ok) await refreshAfter();
}

export const act = (button) => press(button);

// The same for what has no button of its own, such as a card on the board.
export async function pressOn(element, action, subject) {
  const key = `${subject}/${action}`;
  const answer = await send("press", { id: idFor(key), action, subject, thread: "" });
  conclude(answer, key, privatePlace(element), "");
  await refreshAfter();
}

async function refreshAfter() {
  await Promise.all([refreshTicket(), refreshBoard()]).catch(() => {});
}

async function takeBack(button) {
  const { post } = button.dataset;
  const root = button.closest("[data-root]")?.dataset.root ?? post;
  button.disabled = true;
  const answer = await send("delete", { id: idFor(`delete ${post}`), post });
  button.disabled = false;
  button.closest("details")?.removeAttribute("open");
  conclude(answer, `delete ${post}`, privatePlace(button), "");
  if (answer.ok) await Promise.all([refreshRoot(root), refreshThread()]).catch(() => {});
}

// ---- one's own words, in other words

function edit(button) {
  const message = button.closest("[data-message]");
  button.closest("details")?.removeAttribute("open");
  if (message.querySelector(".editing")) return;
  const shown = message.querySelector(".message-text > .typed");
  const area = Object.assign(document.createElement("textarea"), { value: button.dataset.words, rows: 2, dir: "auto", ariaLabel: say("edit") });
  const save = Object.assign(document.createElement("button"), { type: "submit", className: "button primary", textContent: say("save") });
  const leave = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: say("cancel") });
  const form = Object.assign(document.createElement("form"), { className: "editing" });
  form.append(area, save, leave);
  const done = () => { form.remove(); if (shown) shown.hidden = false; };
  leave.addEventListener("click", done);
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") done();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { post } = button.dataset;
    const text = area.value.trim();
    const key = `edit ${post} ${text}`;
    if (text === button.dataset.words.trim()) { done(); return; }
    save.disabled = true;
    const answer = await send("edit", { id: idFor(key), post, text });
    save.disabled = false;
    conclude(answer, key, privatePlace(button), "");
    if (!answer.ok) return;
    done();
    await Promise.all([refreshRoot(message.closest("[data-root]")?.dataset.root ?? message.dataset.thread ?? post), refreshThread()]).catch(() => {});
  });
  if (shown) { shown.hidden = true; shown.after(form); } else message.querySelector(".byline").after(form);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

// ---- forms

export function openForm(html, thread) {
  const dialog = fromHtml(html);
  dialog.dataset.thread = thread;
  dialog.dataset.key = newId();
  document.getElementById("dialogs").replaceChildren(dialog);
  const opener = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  dialog.showModal();
  dialog.querySelector(".dialog-body :is(input, textarea, select)")?.focus();
}

function showErrors(form, errors) {
  for (const field of form.querySelectorAll("[data-field]")) {
    const error = errors[field.dataset.field] ?? "";
    field.querySelector(".field-error").textContent = error;
    field.querySelector("input, textarea, select").setAttribute("aria-invalid", String(Boolean(error)));
  }
  const names = new Set([...form.querySelectorAll("[data-field]")].map((field) => field.dataset.field));
  form.querySelector("[data-form-error]").textContent = Object.entries(errors).filter(([name]) => !names.has(name)).map(([, text]) => text).join(" ");
  form.querySelector("[aria-invalid=true]")?.focus();
}

async function submitForm(form) {
  const dialog = form.closest("dialog");
  const { thread, key } = dialog.dataset;
  const buttons = form.querySelectorAll(".dialog-foot button");
  const values = Object.fromEntries(new FormData(form));
  for (const button of buttons) button.disabled = true;
  const answer = await send("form", { id: key, name: form.dataset.name, subject: form.dataset.subject, thread, values });
  for (const button of buttons) button.disabled = false;
  if (!answer.unsure) dialog.dataset.key = newId(); // this one was answered; the next try is another
  if (answer.errors) {
    showErrors(form, answer.errors);
    return;
  }
  if (answer.unsure || answer.problem) {
    showErrors(form, { "": answer.problem ?? say("not-done") });
    return;
  }
  dialog.close();
  conclude(answer, key, privatePlace(thread ? document.querySelector("#panel > .thread") : null), thread);
  await refreshAfter();
}

// ---- one listener for everything with data-do

const DOINGS = {
  press,
  delete: takeBack,
  edit,
  unfold: toggleFold,
  theme: nextTheme,
  dismiss: (button) => button.closest(".private").remove(),
  "close-dialog": (button) => button.closest("dialog").close(),
};

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const doing = button && DOINGS[button.dataset.do];
    if (doing) doing(button);
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-form]");
    if (!form) return;
    event.preventDefault();
    submitForm(form);
  });
  document.body.dataset.ready = here.account;
}

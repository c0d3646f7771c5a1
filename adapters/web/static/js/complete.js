// What may follow a slash, asked of the desk while it is typed.
import { here } from "./desk.js";

const CALM_MS = 60;
const open = new WeakMap(); // form -> { items, at, moved }
let timer = null;

const listOf = (form) => form.querySelector(".completions");
const boxOf = (form) => form.querySelector("textarea");

export function close(form) {
  clearTimeout(timer);
  open.delete(form);
  listOf(form).hidden = true;
  boxOf(form).removeAttribute("aria-activedescendant");
}

export function update(form) {
  clearTimeout(timer);
  const typed = boxOf(form).value;
  if (!typed.startsWith("/") || typed.includes("\n")) {
    close(form);
    return;
  }
  timer = setTimeout(() => ask(form, typed), CALM_MS);
}

async function ask(form, typed) {
  const query = new URLSearchParams({ typed, thread: form.dataset.thread ?? "" });
  let items = [];
  try {
    items = await (await fetch(`${here.url}/complete?${query}`)).json();
  } catch { /* no help now; typing goes on */ }
  if (boxOf(form).value !== typed) return;
  items = items.filter((item) => item.text !== typed);
  if (!items.length) {
    close(form);
    return;
  }
  open.set(form, { items, at: 0, moved: false });
  show(form);
}

function show(form) {
  const { items, at } = open.get(form);
  const list = listOf(form);
  list.replaceChildren(...items.map((item, place) => {
    const row = Object.assign(document.createElement("li"), { className: "completion", id: `${list.id}-${place}` });
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(place === at));
    row.append(
      Object.assign(document.createElement("strong"), { textContent: item.text.trim() }),
      Object.assign(document.createElement("span"), { textContent: item.hint }),
    );
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(form, place);
    });
    return row;
  }));
  list.hidden = false;
  list.children[at].scrollIntoView({ block: "nearest" });
  boxOf(form).setAttribute("aria-activedescendant", `${list.id}-${at}`);
}

function take(form, place) {
  const { items } = open.get(form);
  boxOf(form).value = items[place].text;
  close(form);
  boxOf(form).dispatchEvent(new Event("input", { bubbles: true }));
}

// True when the key was ours.
export function keydown(event, form) {
  const now = open.get(form);
  if (!now) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    now.at = (now.at + step + now.items.length) % now.items.length;
    now.moved = true;
    show(form);
  } else if (event.key === "Tab" && !event.shiftKey) take(form, now.at);
  else if (event.key === "Enter" && now.moved && !event.shiftKey) take(form, now.at);
  else if (event.key === "Escape") close(form);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

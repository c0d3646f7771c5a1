// Talking to the desk: where we are, what the page says, and one way to send.
const { account, channel, base, words } = document.body.dataset;

export const here = { account, channel, base, url: document.body.dataset.url, changes: Number(document.body.dataset.changes) };
const phrases = JSON.parse(words);

export const say = (key, values = {}) => phrases[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

let csrf = document.querySelector("meta[name=csrf]").content;

export const token = () => csrf;

// The desk may have started anew with another key: ask for a fresh token once.
async function renewToken() {
  const response = await fetch("/token", { cache: "no-store" });
  csrf = (await response.json()).token;
}

async function once(name, body) {
  const response = await fetch(`${here.url}/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...(await response.json()) };
}

// Resolves to the desk's answer; `unsure` when nobody knows whether it arrived and the same id may be sent again.
export async function send(name, body) {
  try {
    let answer = await once(name, body);
    if (answer.status === 403 && answer.token) {
      await renewToken();
      answer = await once(name, body);
    }
    return { ...answer, ok: answer.status === 200 && !answer.refused && !answer.errors, unsure: answer.status >= 500 || answer.again === true };
  } catch {
    return { status: 0, ok: false, unsure: true };
  }
}

export async function fetchHtml(url) {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(String(response.status));
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return template.content;
}

export const newId = () => crypto.randomUUID();

export function stored(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}

export function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch { /* private windows may refuse; the text is still in the box */ }
}

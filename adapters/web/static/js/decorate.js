// What only the browser knows: the reader's own clock, which day it is, what they unfolded, what theme they like.
import { here, say } from "./desk.js";

const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit" });
const moment = new Intl.DateTimeFormat(lang, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "medium" });
const dayName = new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" });
const unfolded = new Set();

function showTimes(root) {
  for (const time of root.querySelectorAll("time[data-local]:not([title])")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    if (time.dataset.local === "ago") time.textContent = ago(at);
    else if (time.dataset.local === "clock") time.textContent = clock.format(at);
    else time.textContent = at.toDateString() === new Date().toDateString() ? `${say("today").toLowerCase()} ${clock.format(at)}` : moment.format(at);
    time.title = whole.format(at);
  }
}

const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60]];
const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" });

function ago(at) {
  const seconds = (at - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? UNITS.at(-1);
  return relative.format(Math.round(seconds / size), unit);
}

function dayOf(at) {
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (at.toDateString() === today.toDateString()) return say("today");
  if (at.toDateString() === yesterday.toDateString()) return say("yesterday");
  return dayName.format(at);
}

const SAME_BREATH_MS = 5 * 60 * 1000;

// Day lines, and no second heading for somebody who just goes on speaking.
export function arrange(list) {
  if (!list) return;
  for (const line of list.querySelectorAll(":scope > .day")) line.remove();
  let before = null;
  for (const post of list.querySelectorAll(":scope > .post")) {
    const at = new Date(post.dataset.at);
    const newDay = !before || dayOf(at) !== before.day;
    if (newDay) {
      const line = document.createElement("p");
      line.className = "day";
      line.append(Object.assign(document.createElement("span"), { textContent: dayOf(at) }));
      post.before(line);
    }
    const message = post.querySelector(":scope > .message");
    const follows = !newDay && before.by === message?.dataset.by && at - before.at < SAME_BREATH_MS && !before.threaded;
    message?.classList.toggle("follows", follows && !post.querySelector(".card, .sheet"));
    const threaded = Boolean(post.querySelector(":scope > .inline-thread, :scope > .post-foot:not(.no-replies)"));
    before = { at, day: dayOf(at), by: message?.dataset.by, threaded };
  }
}

function foldKey(button) {
  return `${button.closest("[data-message]")?.dataset.message}/${[...(button.closest(".message, .private, .ticket") ?? document).querySelectorAll("[data-do=unfold]")].indexOf(button)}`;
}

function setFold(button, open) {
  button.previousElementSibling.classList.toggle("unfolded", open);
  button.textContent = say(open ? "show-less" : "show-all");
  button.setAttribute("aria-expanded", String(open));
}

export function toggleFold(button) {
  const key = foldKey(button);
  const open = !unfolded.has(key);
  if (open) unfolded.add(key);
  else unfolded.delete(key);
  setFold(button, open);
}

function decorate(root) {
  showTimes(root);
  for (const button of root.querySelectorAll("[data-do=unfold]")) setFold(button, unfolded.has(foldKey(button)));
  for (const list of document.querySelectorAll(".posts")) arrange(list);
}

// ---- theme

const THEMES = ["system", "light", "dark"];
const themeNow = () => document.documentElement.dataset.theme ?? "system";

function nameTheme() {
  for (const label of document.querySelectorAll("[data-theme-name]")) label.textContent = say(`theme-${themeNow()}`);
}

export function nextTheme() {
  const next = THEMES[(THEMES.indexOf(themeNow()) + 1) % THEMES.length];
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem("loket:theme");
    else localStorage.setItem("loket:theme", next);
  } catch { /* it holds until the next page */ }
  nameTheme();
}

export function start() {
  nameTheme();
  decorate(document);
  let waiting = false;
  const fresh = (records) => records.some((record) => [...record.addedNodes].some((node) => node.nodeType === 1 && !node.matches(".day, .day *")));
  new MutationObserver((records) => {
    if (waiting || !fresh(records)) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      decorate(document);
    });
  }).observe(document.body, { childList: true, subtree: true });
  document.title = document.title || here.channel;
}

// The keyboard is enough. Nothing happens while somebody types, or with a modifier held.
import { act, pressOn } from "./act.js";
import { here } from "./desk.js";
import { write } from "./ticket.js";

const GO = { q: "board", b: "board", r: "requests", k: "kb", s: "search" };
const ACTIONS = { c: "claim", h: "handoff", e: "resolve" };
const GOING_MS = 1500;
let going = 0;

const items = () => [...document.querySelectorAll("#main [data-item]")].filter((item) => item.offsetParent);

function move(step) {
  const all = items();
  if (!all.length) return moveWords(step);
  const at = all.indexOf(document.activeElement.closest("[data-item]"));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

// Where there is no list: from message to message.
function moveWords(step) {
  const all = [...document.querySelectorAll("#main [data-entry], #main .post")];
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement.closest("[data-entry], .post"));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function across(step) {
  const lanes = [...document.querySelectorAll("[data-lane]")].filter((lane) => lane.querySelector(".tile:not([hidden])"));
  if (!lanes.length) return false;
  const lane = document.activeElement.closest("[data-lane]");
  const at = lanes.indexOf(lane);
  if (at < 0) return move(1);
  const place = [...lane.querySelectorAll(".tile:not([hidden]) > a")].indexOf(document.activeElement);
  const tiles = lanes[Math.min(Math.max(at + step, 0), lanes.length - 1)].querySelectorAll(".tile:not([hidden]) > a");
  const next = tiles[Math.min(Math.max(place, 0), tiles.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

function go(key) {
  going = 0;
  if (key === "d") {
    const direct = document.querySelector("#sidebar [data-channel-link^='dm-']");
    direct?.click();
    return Boolean(direct);
  }
  const link = document.querySelector(`#sidebar [data-section="${GO[key]}"]`);
  link?.click();
  return Boolean(link);
}

function search() {
  const box = document.querySelector("#find, #q");
  if (box) box.focus();
  else location.href = `${here.base}/search`;
  return true;
}

// On a ticket its own button is pressed; on the board the chosen card's ticket is meant.
function doAction(action) {
  const tile = document.activeElement.closest("[data-request]");
  if (tile) {
    pressOn(tile, action, tile.dataset.request);
    return true;
  }
  const button = document.querySelector(`[data-ticket] [data-action="${action}"]:not(:disabled)`);
  if (button) act(button);
  return Boolean(button);
}

function up() {
  const link = document.querySelector("[data-up]");
  link?.click();
  return Boolean(link);
}

const KEYS = {
  "?": () => openKeys(),
  j: () => move(1),
  k: () => move(-1),
  u: up,
  r: () => write("reply"),
  n: () => write("note"),
};

function openKeys() {
  const dialog = document.getElementById("keys");
  dialog.showModal();
  return true;
}

function handle(key) {
  if (going && Date.now() - going < GOING_MS && (GO[key] || key === "d")) return go(key);
  if (key === "g") {
    going = Date.now();
    return true;
  }
  if (key === "/" && !document.getElementById("compose")) return search();
  if (key === "ArrowRight") return across(1);
  if (key === "ArrowLeft") return across(-1);
  if ((key === "ArrowDown" || key === "ArrowUp") && document.querySelector("[data-board]")) return move(key === "ArrowDown" ? 1 : -1);
  if (ACTIONS[key]) return doAction(ACTIONS[key]);
  return KEYS[key]?.() ?? false;
}

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (handle(event.key)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-do=keys]")) openKeys();
  });
}

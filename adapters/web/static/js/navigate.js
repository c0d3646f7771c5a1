// Panel, menu and keys.
import { prepare } from "./compose.js";
import { here } from "./desk.js";
import { atEnd, toEnd } from "./posts.js";
import { prepare as prepareTicket } from "./ticket.js";

const panel = () => document.getElementById("panel");
const wide = () => matchMedia("(min-width: 801px)").matches;
let opener = null;
let pageUrl = location.href; // without the panel

function panelOpened() {
  prepare(panel());
  prepareTicket(panel());
  const scroll = panel().querySelector("[data-scroll]");
  if (panel().querySelector("[data-panel-kind=thread]")) toEnd(scroll);
  const box = panel().querySelector("textarea");
  if (box && wide()) box.focus();
  else panel().querySelector(".bar a")?.focus({ preventScroll: true });
}

function closePanel() {
  if (!panel().firstElementChild) return false;
  panel().replaceChildren();
  history.pushState(null, "", pageUrl);
  if (opener?.isConnected) opener.focus();
  else document.getElementById("compose")?.focus({ preventScroll: true });
  return true;
}

async function openTicket(link) {
  opener = link;
  await window.htmx.ajax("GET", link.dataset.panel, { target: "#panel", swap: "innerHTML" });
  history.pushState(null, "", link.getAttribute("href"));
}

function setMenu(open) {
  document.body.classList.toggle("menu-open", open);
  const target = open ? document.querySelector("#sidebar [data-do=close-menu]") : document.querySelector("[data-do=open-menu]");
  target?.focus();
}

function click(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a, button");
  if (link?.dataset.panel && document.getElementById("panel")) {
    event.preventDefault();
    openTicket(link);
  } else if (link?.dataset.do === "close-panel") {
    event.preventDefault();
    closePanel();
  } else if (link?.dataset.do === "open-menu") setMenu(true);
  else if (link?.dataset.do === "close-menu") setMenu(false);
  else if (link?.hasAttribute("hx-get")) opener = link;
}

function escape() {
  const menu = document.querySelector("details[data-menu][open]");
  if (menu) {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  } else if (document.body.classList.contains("menu-open")) setMenu(false);
  else closePanel();
}

function keydown(event) {
  if (document.querySelector("dialog[open]")) return; // it has its own Esc
  if (event.key === "Escape") escape();
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const box = panel().querySelector("[data-composer] textarea") ?? document.getElementById("compose");
    if (!box) return;
    event.preventDefault();
    box.focus();
    if (!box.value) {
      box.value = "/";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

// What is put above what is being read must not move it.
function keepPlaceWhenEarlierComes() {
  let before = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const scroll = event.detail.target.matches?.(".earlier") ? event.detail.target.closest("[data-scroll]") : null;
    before = scroll && { scroll, fromEnd: scroll.scrollHeight - scroll.scrollTop };
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (before) before.scroll.scrollTop = before.scroll.scrollHeight - before.fromEnd;
    before = null;
  });
}

// Who was at the end stays there when a panel or a keyboard takes room.
function stayAtEnd(scroll) {
  let end = true;
  scroll.addEventListener("scroll", () => { end = atEnd(scroll); }, { passive: true });
  new ResizeObserver(() => { if (end) toEnd(scroll); }).observe(scroll);
}

export function start() {
  if (here.url.includes("/c/")) pageUrl = here.url;
  document.addEventListener("click", click);
  document.addEventListener("keydown", keydown);
  addEventListener("popstate", () => location.reload());
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "panel") panelOpened();
  });
  keepPlaceWhenEarlierComes();
  for (const scroll of document.querySelectorAll("[data-scroll]:not([data-scroll=top])")) {
    toEnd(scroll);
    stayAtEnd(scroll);
  }
  const box = panel().querySelector("textarea") ?? document.getElementById("compose");
  if (box && wide()) box.focus({ preventScroll: true });
}

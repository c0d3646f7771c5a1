// The board keeps itself fresh without moving the focus, and hides at once what does not fit the words typed.
import { fetchHtml } from "./desk.js";

const EVERY_MS = 30_000;
const board = () => document.querySelector("[data-board]");
const words = () => document.getElementById("find")?.value.trim().toLowerCase() ?? "";
let shown = "";

function filter() {
  const wanted = words().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const lane of document.querySelectorAll("[data-lane]")) {
    let here = 0;
    for (const tile of lane.querySelectorAll(".tile")) {
      const text = tile.firstElementChild.dataset.find;
      const fits = wanted.every((word) => text.includes(word.replace(/^#/, "")));
      tile.hidden = !fits;
      here += fits;
    }
    const count = lane.querySelector(".count");
    if (count) count.textContent = here;
    left += here;
  }
  const nothing = document.querySelector("[data-nothing]");
  if (nothing) nothing.hidden = left > 0 || !wanted.length;
}

export async function refreshBoard() {
  const place = board();
  if (!place) return;
  const fresh = (await fetchHtml(place.dataset.url)).querySelector("[data-columns]");
  if (!fresh || !place.isConnected || fresh.innerHTML === shown) return;
  const empty = !fresh.querySelector(".tile");
  if (place.classList.contains("empty") !== empty) {
    location.reload(); // from a page that says why it is empty to one with columns, or back
    return;
  }
  shown = fresh.innerHTML;
  if (empty) return;
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const old = place.querySelector("[data-columns]");
  const { scrollLeft } = old;
  old.replaceWith(fresh);
  fresh.scrollLeft = scrollLeft;
  filter();
  if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

export function start() {
  if (!board()) return;
  shown = board().querySelector("[data-columns]")?.innerHTML ?? "";
  document.getElementById("find")?.addEventListener("input", () => {
    filter();
    board().closest("[data-scroll]").scrollTop = 0;
  });
  document.querySelector("[data-filters]").addEventListener("change", (event) => {
    if (event.target.matches("select")) event.currentTarget.requestSubmit();
  });
  document.querySelector("[data-filters]").addEventListener("submit", (event) => {
    if (document.activeElement?.id === "find") event.preventDefault();
  });
  setInterval(() => {
    if (!document.hidden) refreshBoard().catch(() => {});
  }, EVERY_MS);
}

// How far the demo is, until it is open.
const EVERY_MS = 500;
const page = document.querySelector("[data-demo]");

async function look() {
  const state = await fetch("/demo/state", { cache: "no-store" }).then((answer) => answer.json()).catch(() => null);
  if (state && state.phase !== "playing") {
    location.reload();
    return;
  }
  if (state) {
    page.querySelector("[data-share]").value = state.share;
    page.querySelector("[data-percent]").textContent = Math.round(state.share * 100);
  }
  setTimeout(look, EVERY_MS);
}

if (page.dataset.phase === "playing") setTimeout(look, EVERY_MS);

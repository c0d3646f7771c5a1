// One stream a page that tells which posts changed. It reconnects by itself and catches up after a gap.
import { refreshBoard } from "./board.js";
import { here, say } from "./desk.js";
import { openThread, refreshAll, refreshRoot, refreshThread, refreshTicket } from "./posts.js";

const CALM_MS = 40; // several changes to one post in a row are fetched once
const PATIENCE_MS = 1500; // a short gap is nobody's business
const AGAIN_MS = 2000;
const HIDDEN_MS = 60_000; // a page nobody looks at gives its connection back

let source = null;
let known = here.changes;
let lost = null;
const waiting = new Map();

const banner = () => document.getElementById("connection");

function later(key, task) {
  if (waiting.has(key)) return;
  waiting.set(key, setTimeout(async () => {
    waiting.delete(key);
    try { await task(); } catch { /* the stream tells again, or the page catches up */ }
  }, CALM_MS));
}

function announce(root, reply) {
  const scope = document.querySelector(`.post[data-root="${CSS.escape(root)}"]`);
  const messages = scope?.querySelectorAll(".message") ?? [];
  const message = reply ? messages[messages.length - 1] : messages[0];
  if (!message) return;
  document.getElementById("spoken").textContent = say("new-from", { name: message.dataset.name, text: message.dataset.said });
}

function markUnread(channel) {
  document.querySelector(`[data-channel-link="${CSS.escape(channel)}"]`)?.classList.add("is-unread");
  document.body.classList.add("has-unread");
}

function changed(event) {
  const change = JSON.parse(event.data);
  known += 1;
  later("ticket", refreshTicket);
  later("board", refreshBoard);
  if (change.channel !== here.channel || !document.getElementById("posts")) {
    if (change.new && !change.mine && change.channel !== here.channel) markUnread(change.channel);
    return;
  }
  later(`root ${change.root}`, async () => {
    await refreshRoot(change.root);
    if (change.new && !change.mine) announce(change.root, change.reply);
  });
  if (openThread()?.dataset.root === change.root) later("thread", refreshThread);
}

async function hello(event) {
  clearTimeout(lost);
  lost = null;
  if (banner().textContent) {
    banner().textContent = say("back-online");
    setTimeout(() => { if (!lost) banner().textContent = ""; }, AGAIN_MS);
  }
  const { count } = JSON.parse(event.data);
  if (count === known) return;
  known = count;
  await refreshAll().catch(() => {});
}

function gone() {
  lost ??= setTimeout(() => { banner().textContent = say("offline"); }, PATIENCE_MS);
  if (source?.readyState === EventSource.CLOSED) {
    source = null;
    setTimeout(reconnect, AGAIN_MS);
  }
}

// Refused for good when the session is over; anything else passes.
async function reconnect() {
  const status = await fetch("/token", { cache: "no-store" }).then((answer) => answer.status, () => 0);
  if (status !== 401) {
    connect();
    return;
  }
  clearTimeout(lost);
  banner().textContent = say("signed-out");
}

function connect() {
  if (source) return;
  source = new EventSource(`${here.base}/events`);
  source.addEventListener("hello", hello);
  source.addEventListener("changed", changed);
  source.onerror = gone;
}

function disconnect() {
  source?.close();
  source = null;
}

export function start() {
  document.body.classList.toggle("has-unread", Boolean(document.querySelector(".channel.is-unread")));
  if (!document.body.dataset.listening) return; // nobody of theirs talks here
  connect();
  let hidden = null;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(disconnect, HIDDEN_MS);
    else connect();
  });
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
}

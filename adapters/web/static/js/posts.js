// The posts on the page: fetched anew one by one, swapped in place, without moving what is being read.
import { fetchHtml, here } from "./desk.js";

const NEAR_THE_END = 80;
const SOME_CONTEXT = 92; // pixels left above a message that is taller than the box
const list = () => document.querySelector("#posts[data-list]");
export const openThread = () => document.querySelector("#panel [data-panel-kind=thread]");

export function atEnd(scroll) {
  return !scroll || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_THE_END;
}

export function toEnd(scroll) {
  if (scroll) scroll.scrollTop = scroll.scrollHeight;
}

// To the end, but never past the first line of what just came.
function followTo(scroll, message) {
  toEnd(scroll);
  if (!message) return;
  const above = scroll.getBoundingClientRect().top - message.getBoundingClientRect().top;
  if (above > 0) scroll.scrollTop -= above + SOME_CONTEXT;
}

const lastOf = (element) => [...element.querySelectorAll(".message")].at(-1);

// Runs a change to what is in a scrolling box; who was at the end stays there, and so does the focus.
export function keeping(inside, change, news = () => null) {
  const scroll = inside.closest("[data-scroll]");
  const end = atEnd(scroll);
  const key = inside.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  change();
  if (end && scroll?.dataset.scroll !== "top") followTo(scroll, news());
  if (key) inside.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

const shown = new WeakMap(); // article -> its HTML as it came

// Puts an article where it belongs, unless the very same stands there.
function place(articles, article) {
  const old = articles.querySelector(`:scope > .post[data-root="${CSS.escape(article.dataset.root)}"]`);
  const html = article.outerHTML;
  if (old && shown.get(old) === html) return;
  shown.set(article, html);
  if (old) {
    old.replaceWith(article);
    return;
  }
  const later = [...articles.querySelectorAll(":scope > .post")].find((post) => post.dataset.at > article.dataset.at);
  if (later) later.before(article);
  else articles.append(article);
}

function enliven(element) {
  window.htmx?.process(element);
}

export async function refreshRoot(root) {
  const articles = list();
  if (!articles) return;
  const fresh = (await fetchHtml(`${here.url}/post?post=${encodeURIComponent(root)}`)).querySelector(".post");
  keeping(articles, () => {
    if (fresh) place(articles, fresh);
    else articles.querySelector(`:scope > .post[data-root="${CSS.escape(root)}"]`)?.remove();
  }, () => fresh?.isConnected && lastOf(fresh));
  if (fresh?.isConnected) enliven(fresh);
}

export async function refreshThread() {
  const panel = openThread();
  if (!panel) return;
  const root = panel.dataset.root;
  const fresh = await fetchHtml(`${here.url}/thread?part=posts&root=${encodeURIComponent(root)}`);
  if (openThread()?.dataset.root !== root) return;
  const posts = panel.querySelector("#thread-posts");
  keeping(posts, () => posts.replaceChildren(fresh), () => lastOf(posts));
  enliven(posts);
}

export async function refreshTicket() {
  const page = document.querySelector("[data-ticket]");
  if (!page) return;
  const fresh = (await fetchHtml(page.dataset.url)).querySelector(".ticket");
  const old = page.querySelector(".ticket");
  if (shown.get(old) === fresh.outerHTML || old.outerHTML === fresh.outerHTML) return;
  shown.set(fresh, fresh.outerHTML);
  keeping(page, () => old.replaceWith(fresh));
}

// After a gap: the latest posts again; earlier ones that were fetched stay.
export async function refreshAll() {
  const articles = list();
  if (articles) {
    const fresh = [...(await fetchHtml(`${here.url}/posts`)).querySelectorAll(".post")];
    const oldest = fresh[0]?.dataset.at ?? "";
    const roots = new Set(fresh.map((post) => post.dataset.root));
    keeping(articles, () => {
      for (const post of articles.querySelectorAll(":scope > .post")) {
        if (post.dataset.at >= oldest && !roots.has(post.dataset.root)) post.remove();
      }
      for (const post of fresh) place(articles, post);
    });
    enliven(articles);
  }
  await refreshThread().catch(() => {});
  await refreshTicket().catch(() => {});
}

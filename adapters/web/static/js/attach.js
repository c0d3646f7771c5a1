// Files for a message: picked, pasted or dropped, sent ahead of it one by one, and named by their ids when it goes.
import { here, newId, say, token } from "./desk.js";

const MEGABYTE = 1024 * 1024;
const waiting = new WeakMap(); // composer -> its files

function filesOf(form) {
  if (!waiting.has(form)) waiting.set(form, []);
  return waiting.get(form);
}

function weight(bytes) {
  return bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function element(tag, values = {}, ...children) {
  const made = Object.assign(document.createElement(tag), values);
  made.append(...children);
  return made;
}

function chip(form, one) {
  const name = one.file.name || "image.png";
  const end = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "•";
  const small = element("small", { textContent: weight(one.file.size) });
  const bar = element("progress", { max: 1, value: 0 });
  const text = element("span", { className: "file-text" }, element("strong", { textContent: name, dir: "auto" }), small, bar);
  const away = element("button", { type: "button", textContent: "×", ariaLabel: say("file-remove", { name }) });
  away.addEventListener("click", () => remove(form, one));
  one.row = element("li", {}, element("span", { className: "file" }, element("span", { className: "file-kind", textContent: end }), text, away));
  one.say = (problem) => {
    bar.remove();
    small.textContent = problem || weight(one.file.size);
    one.row.firstElementChild.classList.toggle("is-problem", Boolean(problem));
  };
  one.progress = (share) => { bar.value = share; };
  form.querySelector("[data-attaching]").append(one.row);
}

function remove(form, one) {
  one.sending?.abort();
  one.row.remove();
  waiting.set(form, filesOf(form).filter((other) => other !== one));
  form.dispatchEvent(new CustomEvent("files-changed", { bubbles: true }));
}

// XMLHttpRequest: fetch does not tell how far an upload is.
function upload(one) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    one.sending = request;
    const query = new URLSearchParams({ id: one.id, name: one.file.name || "image.png" });
    request.open("POST", `${here.url}/file?${query}`);
    request.setRequestHeader("X-CSRF-Token", token());
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => one.progress(event.loaded / (event.total || 1)));
    request.addEventListener("load", () => done(request.status === 200 ? "" : request.response?.problem ?? say("file-failed")));
    request.addEventListener("error", () => done(say("file-failed")));
    request.addEventListener("abort", () => done("aborted"));
    request.send(one.file);
  });
}

function take(form, files) {
  const limit = Number(form.querySelector("[data-attach]").dataset.limit);
  for (const file of files) {
    const one = { id: newId(), file, problem: "" };
    filesOf(form).push(one);
    chip(form, one);
    const large = file.size > limit;
    one.done = large ? Promise.resolve(say("file-too-large", { name: file.name, limit: Math.floor(limit / MEGABYTE) })) : upload(one);
    one.done = one.done.then((problem) => {
      one.problem = problem;
      one.ready = true;
      one.say(problem);
    });
  }
  form.dispatchEvent(new CustomEvent("files-changed", { bubbles: true }));
}

export const hasFiles = (form) => filesOf(form).some((one) => !one.problem);

// The ids of what has arrived, once all has.
export async function arrived(form) {
  await Promise.all(filesOf(form).map((one) => one.done));
  return filesOf(form).filter((one) => !one.problem).map((one) => one.id);
}

export function clear(form) {
  for (const one of filesOf(form)) one.row.remove();
  waiting.set(form, []);
}

export function start() {
  document.addEventListener("change", (event) => {
    const input = event.target.closest?.("[data-attach]");
    if (!input) return;
    take(input.closest("[data-composer]"), [...input.files]);
    input.value = "";
  });
  document.addEventListener("paste", (event) => {
    const form = event.target.closest?.("[data-composer]");
    const files = [...(event.clipboardData?.files ?? [])];
    if (!form || !files.length) return;
    event.preventDefault();
    take(form, files);
  });
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault(); // never navigate away to a dropped file
      const form = (event.target.closest?.(".thread, .main") ?? document).querySelector("[data-composer]");
      for (const one of document.querySelectorAll(".is-dropping")) one.classList.remove("is-dropping");
      if (kind === "dragover") form?.classList.add("is-dropping");
      else if (form) take(form, [...event.dataTransfer.files]);
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget) return;
    for (const one of document.querySelectorAll(".is-dropping")) one.classList.remove("is-dropping");
  });
}

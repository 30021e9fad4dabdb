// Bringing files in: several at once, dropped or chosen, each with its own progress, its own answer, and a way to stop it.
import { newId } from "./dom.js";

const form = document.querySelector("#upload");
const list = document.querySelector("#uploads");
const input = document.querySelector("#file");

function element(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// The file may have come in although it was stopped (its last bytes, or its answer, were on the way): ask a few times.
async function takeBack(name) {
  for (const wait of [0, 1500, 5000, 15000, 40000]) {
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("client_id", name);
    try {
      const answer = await (await fetch("/upload/cancel/", { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" }, keepalive: true })).json();
      if (answer.found) return;
    } catch { /* no connection: it has not come in, or the next try tells */ }
  }
}

function send(file) {
  const name = newId();
  const bar = element("progress", { max: "100", value: "0", "aria-label": `${file.name}的进度` });
  const state = element("span", { class: "muted" }, "正在上传");
  const stop = element("button", { type: "button", class: "btn btn-quiet" }, "取消");
  const item = element("li", {}, element("span", { class: "name" }, file.name), " ", bar, " ", state, " ", stop);
  list.append(item);
  const limit = Number(form.dataset.limit) * 1024 * 1024;
  if (file.size > limit) return Promise.resolve(finish(item, null, `这个文件有${Math.ceil(file.size / 1048576)}MB，超过${form.dataset.limit}MB的上限，没有上传。请拆成几个文件。`));
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("client_id", name);
    data.append("file", file);
    request.open("POST", form.action || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = (100 * event.loaded) / event.total;
      if (event.loaded === event.total) { bar.removeAttribute("value"); state.textContent = "正在读取"; }
    });
    request.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { answer = {}; }
      if (request.status === 200 && answer.url) finish(item, answer, answer.message);
      else finish(item, null, answer.message || "上传没有成功。请刷新页面后再试。");
      resolve(answer);
    });
    request.addEventListener("error", () => resolve(finish(item, null, "没有连上服务器，文件没有上传。请检查网络后再试。")));
    request.addEventListener("abort", () => resolve(finish(item, null, "已取消，没有上传。")));
    stop.addEventListener("click", () => { request.abort(); takeBack(name); });
    request.send(data);
  });
}

function finish(item, answer, message) {
  item.querySelector("progress")?.remove();
  item.querySelector("button")?.remove();
  const state = item.querySelector(".muted");
  if (answer?.ok) state.replaceChildren(element("span", { class: "badge badge-ok" }, "已读出"), " ", element("a", { href: answer.url }, "查看并确认"));
  else state.replaceChildren(element("span", { class: "badge badge-error" }, "没有读成"), ` ${message}`);
  return answer;
}

async function sendAll(files) {
  const chosen = [...files];
  let last = null;
  for (const file of chosen) last = await send(file);
  if (chosen.length === 1 && last?.ok) location.assign(last.url);
}

if (form) {
  input.addEventListener("change", () => { sendAll(input.files); input.value = ""; });
  for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); sendAll(event.dataTransfer.files); });
}

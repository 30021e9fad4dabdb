// One round by keyboard: walk over the causes, decide, go on. Without this script every item is a plain form.
import { $, $$, newId, toast } from "./dom.js";

const list = $("#causes");
const canReview = list?.hasAttribute("data-can-review");
const KEYS = { a: "accept", d: "dismiss", w: "waive", c: "ask", u: "withdraw" };
const ASKS = { dismiss: "驳回的理由", waive: "豁免的理由", ask: "要问什么" };
let active = null;
let summary = $("#summary")?.value;

const items = () => $$("[data-cause]", list).filter((item) => item.offsetParent !== null);
const typing = () => /^(TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || (document.activeElement.tagName === "INPUT" && document.activeElement.type !== "checkbox");

function stand(item, scroll = true) {
  if (!item) return;
  active?.classList.remove("active");
  active = item;
  item.classList.add("active");
  if (!item.contains(document.activeElement)) item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `#${item.id}`);
}

function step(by) {
  const all = items();
  const at = all.indexOf(active);
  stand(all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]);
}

// The next cause that nobody has decided on, or simply the next one.
function goOn(from) {
  const all = $$("[data-cause]", list);
  const at = all.indexOf(from);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find((item) => !item.classList.contains("decided"));
  if (next) stand(next); else { stand(from); toast("这一页的意见都有了决定，按 E 结束本轮。"); $("#accept-all")?.remove(); }
}

function askReason(item, kind) {
  const box = $(".reason", item);
  const words = $("textarea", box);
  box.dataset.kind = kind;
  box.classList.add("asked");
  box.classList.toggle("waiving", kind === "waive");
  const until = $("[name=until]", box);
  if (kind === "waive" && !until.value) until.value = list.dataset.yearEnd;
  words.setAttribute("aria-label", ASKS[kind]);
  words.placeholder = `${ASKS[kind]}，写完按 Enter`;
  words.focus();
}

function act(item, kind) {
  if (!canReview || !item) return;
  if (ASKS[kind] && !$("[name=reason]", item).value.trim()) { stand(item); askReason(item, kind); return; }
  send(item, kind);
}

async function send(item, kind) {
  const form = $("form", item);
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  const data = new FormData(form);
  data.set("kind", kind);
  data.set("client_id", newId());
  try {
    const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json", "X-Requested-With": "fetch" }, credentials: "same-origin" });
    const answer = (response.headers.get("Content-Type") || "").includes("json") ? await response.json() : {};
    if (!response.ok) { toast(answer.message || "没有记下，请再试一次。"); return; }
    show(item, answer, kind);
  } catch { toast("没有连上服务器，没有记下。请稍后再按一次。"); } finally { delete form.dataset.busy; }
}

function show(item, answer, kind) {
  $("#progress").outerHTML = answer.progress; // rendered and escaped by our own template
  const box = $("#summary");
  if (box && box.value === summary) box.value = answer.sentence;
  summary = answer.sentence;
  if (!answer.item) { location.reload(); return; }
  const holder = document.createElement("template");
  holder.innerHTML = answer.item.trim();
  const fresh = holder.content.firstElementChild;
  item.replaceWith(fresh);
  active = null;
  toast(`${answer.message}按 U 可以撤回。`.replace(/(撤回\d+处。).*/, "$1"));
  if (kind === "withdraw" || !fresh.classList.contains("decided")) stand(fresh); else goOn(fresh);
}

function end() {
  const words = $("#summary");
  if (!words) return;
  words.scrollIntoView({ block: "center" });
  words.focus({ preventScroll: true });
  words.setSelectionRange(words.value.length, words.value.length);
}

function showOpen() {
  const on = list.classList.toggle("only-open");
  $("#only-open").setAttribute("aria-pressed", String(on));
  $("#only-open").textContent = on ? "看全部" : "只看未定";
}

if (list) {
  list.classList.add("live");
  $("#only-open").hidden = $("#keys").hidden = false;
  $("#only-open").addEventListener("click", showOpen);
  $("#keys").addEventListener("click", () => $("#review-keys").showModal());
  list.addEventListener("focusin", (event) => { const item = event.target.closest("[data-cause]"); if (item && item !== active) stand(item, false); });
  list.addEventListener("click", (event) => { const item = event.target.closest("[data-cause]"); if (item && item !== active) stand(item, false); });
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const item = event.target.closest("[data-cause]");
    act(item, event.submitter?.value || $(".reason", item).dataset.kind);
  });
  const wanted = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  stand(wanted?.matches("[data-cause]") ? wanted : items().find((item) => !item.classList.contains("decided")) || items()[0], Boolean(wanted));
}

$("#summary")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.target.form.requestSubmit(); }
  else if (event.key === "Escape") { event.preventDefault(); event.target.blur(); if (active) stand(active); }
});
$("#to-close")?.addEventListener("click", (event) => { event.preventDefault(); end(); });

const all = $("#all-dialog");
const acceptAll = $("#accept-all");
if (acceptAll) { acceptAll.hidden = false; acceptAll.addEventListener("click", () => all.showModal()); }

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "e" && !$("dialog[open]") && !typing() && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); end(); return; }
  if (!list || $("dialog[open]") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (event.shiftKey && key === "a" && !typing()) { event.preventDefault(); if ($("#accept-all")) all.showModal(); return; }
  if (typing()) {
    const box = document.activeElement.closest(".reason");
    if (box && key === "escape") { event.preventDefault(); box.classList.remove("asked"); stand(active); active.focus(); }
    else if (box && key === "enter" && !event.shiftKey) { event.preventDefault(); act(active, box.dataset.kind); }
    return;
  }
  if (key === "j" || key === "arrowdown") { event.preventDefault(); step(1); }
  else if (key === "k" || key === "arrowup") { event.preventDefault(); step(-1); }
  else if (key === "?") { event.preventDefault(); $("#review-keys").showModal(); }
  else if (key === "o") { event.preventDefault(); showOpen(); }
  else if (key === "enter" && active && document.activeElement === active) { event.preventDefault(); $("[data-open]", active)?.click(); }
  else if (KEYS[key] && active) { event.preventDefault(); act(active, KEYS[key]); }
});

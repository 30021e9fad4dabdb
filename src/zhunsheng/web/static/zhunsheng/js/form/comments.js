// What the reviewer left on the form: grey marks for findings set aside, and the talk about cells.
import { $, $$, ask, h, newId, toast } from "../dom.js";

const url = $("#form").dataset.url;
const box = $("#threads"), marks = $("#aside-list");
let aside = JSON.parse($("#aside").textContent);
let undecided = JSON.parse($("#undecided").textContent);
const openChecks = $("#open-checks");
let { threads, may_talk: mayTalk } = JSON.parse($("#talk").textContent);
let here = ""; // the address of the cell one stands in, or stood in last

const cellAt = (address) => $$("#paper .cell[data-address]").find((cell) => cell.dataset.address === address || (cell.dataset.also || "").split(" ").includes(address));
const nameOf = (address) => cellAt(address)?.getAttribute("aria-label") || "";

function go(address) {
  const cell = cellAt(address) || (address === "indicators" ? $("#indicator-rows .cell") : null) || cellAt({ budget: "budget.total", fund_plan: "fund_plan.3" }[address] || "");
  if (!cell) return;
  cell.scrollIntoView({ block: "center" });
  cell.focus({ preventScroll: true });
}

function paint() {
  for (const cell of $$("#paper .cell.has-thread, #paper .cell.aside-mark")) cell.classList.remove("has-thread", "settled", "aside-mark");
  for (const item of aside) {
    const cell = cellAt(item.address);
    if (cell && !/sev-(error|warning|info)/.test(cell.className)) cell.classList.add("aside-mark");
  }
  for (const thread of threads) cellAt(thread.address)?.classList.add("has-thread", ...(thread.open ? [] : ["settled"]));
}

function drawAside() {
  marks.hidden = !aside.length;
  marks.replaceChildren(h("h3", {}, `审核人已定，不用改（${aside.length}）`), h("ul", {}, ...aside.map((item) => h("li", {},
    h("button", { type: "button", class: "go", onclick: () => go(item.address) }, item.message), ` ${item.state_label}${item.until ? `到 ${item.until}` : ""}：${item.reason} — ${item.by} ${item.at}`))));
}

// Rules that could not judge are no findings, and no passes either.
function drawOpenChecks() {
  openChecks.hidden = !undecided.length;
  const lines = undecided.map((item) => h("li", {}, `${item.reason}：${item.checks.join("、")}。${item.missing ? `有了${item.missing}才能判断。` : ""}`));
  const open = Boolean($("details[open]", openChecks));
  openChecks.replaceChildren(h("details", { open }, h("summary", {}, `没能判断的检查项（${undecided.reduce((sum, item) => sum + item.checks.length, 0)}）`), h("ul", {}, ...lines)));
}

function line(each) {
  return h("p", { class: "line" }, h("span", { class: "who" }, `${each.by} ${each.at}${each.resolves ? " 了结" : ""}`), each.text);
}

function drawThread(thread) {
  const at = thread.address === here;
  const gone = !cellAt(thread.address) && thread.address.startsWith("indicators.");
  const lines = at || thread.open ? thread.lines : [];
  return h("div", { class: `thread${at ? " here" : ""}`, "data-address": thread.address },
    h("button", { type: "button", class: "go", onclick: () => go(thread.address) }, `${thread.open ? "?" : "✓"} ${thread.cell_name}${gone ? "（这一行已删去）" : ""}${thread.open ? "" : `，已了结，${thread.lines.length}条`}`),
    ...lines.map(line), mayTalk && (at || thread.open) ? answerForm(thread.address, thread) : null);
}

function answerForm(address, thread) {
  const words = h("textarea", { rows: "2", maxlength: "2000", "aria-label": thread ? "回答" : `问“${nameOf(address)}”`, placeholder: thread ? "回答，Ctrl+Enter 发出" : `在“${nameOf(address)}”这一格留言` });
  const send = () => say({ address, text: words.value, client_id: newId() });
  words.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); } });
  return h("form", { onsubmit: (event) => { event.preventDefault(); send(); } }, words,
    h("div", { class: "acts" }, h("button", { class: "btn btn-small" }, thread ? "回答" : "留言"),
      thread?.may_resolve ? h("button", { type: "button", class: "btn btn-small btn-quiet", onclick: () => say({ address, act: "resolve" }) }, "了结") : null));
}

function draw() {
  const open = threads.filter((thread) => thread.open).length;
  const known = threads.some((thread) => thread.address === here);
  box.replaceChildren(h("h3", {}, open ? `询问（${open}）` : "询问"), ...threads.map(drawThread));
  if (mayTalk && here && !known && nameOf(here)) box.append(answerForm(here, null));
  else if (!threads.length) box.append(h("p", { class: "muted" }, mayTalk ? "站到一格里，就能在这里对它留言。" : "没有询问。"));
  paint();
}

async function say(data) {
  if (data.act !== "resolve" && !data.text.trim()) { toast("还没有写内容。"); return; }
  try {
    ({ threads } = await ask(`${url}comments/`, data));
    draw();
    toast(data.act === "resolve" ? "已了结。" : "已留言。");
  } catch (error) { toast(error.message || "没有连上服务器，留言没有发出，请再试一次。"); }
}

document.addEventListener("zs:answer", ({ detail }) => {
  if (detail.aside) { aside = detail.aside; drawAside(); }
  if (detail.undecided) { undecided = detail.undecided; drawOpenChecks(); }
  paint();
});
$("#paper").addEventListener("focusin", (event) => {
  const address = event.target.closest(".cell[data-address]")?.dataset.address;
  if (!address || address === here) return;
  here = address;
  const writing = box.contains(document.activeElement) || $$("textarea", box).some((words) => words.value.trim());
  if (!writing) draw();
});

drawAside();
drawOpenChecks();
draw();
const wanted = /^#cell=(.+)$/.exec(location.hash);
if (wanted) go(decodeURIComponent(wanted[1]));

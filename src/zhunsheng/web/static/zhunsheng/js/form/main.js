// The form view: joins the cells, the saving, the problems and the rows, and listens to the keys.
import { $, $$, ask, h, toast } from "../dom.js";
import { Cells } from "./cells.js";
import { Problems } from "./problems.js";
import { Rows } from "./rows.js";
import { Saving } from "./saving.js";

const form = $("#form");
const url = form.dataset.url;
const canEdit = form.dataset.canEdit === "1";
const canCompare = "structure" in form.dataset; // a department plan has no comparison yet

const problems = new Problems(JSON.parse($("#findings").textContent), { onFix: applyFix, onGo: (address) => cells.focus(address) });
const saving = new Saving(url, Number(form.dataset.revision), { onAnswer, onForeign, onLost });
const cells = new Cells($("#paper"), canEdit, {
  onCommit: (cell, text, base) => saving.put(cell.dataset.address, text, base, (cell.dataset.also || "").split(" ").filter(Boolean)),
  onTyping: (cell, text) => check(cell.dataset.address, text),
  onFocus: (cell) => { problems.showFor(cell.dataset.address); rows.follow(cell); },
});
const rows = new Rows(url, canEdit, cells, { onAnswer, nextId: () => saving.nextId() });

saving.restore((address, text) => cells.setText(address, text, true));
problems.paint();
// On a slow line a person is in a cell, or points at one, before this script is here.
cells.wake();
problems.wake();

// -- answers of the server --------------------------------------------------------------------------------------

function onAnswer(answer) {
  saving.seen(answer.revision);
  if (answer.rows) rows.replace(answer.rows);
  for (const [address, text] of Object.entries(answer.cells || {})) {
    saving.known(address);
    cells.setText(address, text);
  }
  if (answer.findings) problems.update(answer.findings);
  document.dispatchEvent(new CustomEvent("zs:answer", { detail: answer }));
}

function onForeign(answer) {
  const busy = cells.dirty ? cells.editing?.dataset.address : null;
  if (answer.structure_changed && answer.rows && !busy) rows.replace(answer.rows);
  for (const edit of answer.edits || []) {
    if (edit.mine || !edit.address || edit.address === busy) continue;
    if (typeof edit.new === "string" || edit.new === null) cells.setText(edit.address, edit.new || "", false, true);
  }
  if (answer.findings) problems.update(answer.findings);
  document.dispatchEvent(new CustomEvent("zs:answer", { detail: answer }));
}

// What the server did not take stays in the cell, and the person hears why.
function onLost(message) { toast(message); }

// -- live check while typing ------------------------------------------------------------------------------------

let checkTimer, checkAbort;
function check(address, text) {
  clearTimeout(checkTimer);
  checkAbort?.abort();
  checkTimer = setTimeout(async () => {
    checkAbort = new AbortController();
    try {
      const answer = await ask(`${url}check/`, { address, text }, { signal: checkAbort.signal });
      problems.update(answer.findings);
    } catch (error) {
      if (error.name !== "AbortError") problems.paint();
    }
  }, 220);
}

async function applyFix(fix) {
  const cell = cells.find(fix.address);
  if (!cell) return;
  cells.leave();
  const base = cells.text(cell);
  cells.setText(fix.address, fix.text, true);
  cells.focus(fix.address);
  await saving.put(fix.address, fix.text, base, []);
}

// -- undo, versions, history ------------------------------------------------------------------------------------

async function turnBack(which) {
  cells.leave();
  await saving.settled();
  try {
    const answer = await ask(`${url}${which}/`, {});
    onAnswer(answer);
    saving.show("saved", answer.saved_at);
    toast(answer.undone || (which === "undo" ? "没有可以撤销的了。" : "没有可以重做的了。"));
    const address = Object.keys(answer.cells || {})[0];
    if (address) cells.focus(address);
  } catch (error) { toast(error.message); }
}

async function showHistory(address) {
  const dialog = $("#history-dialog");
  const list = $("#history-list");
  const query = address ? `?address=${encodeURIComponent(address)}` : "";
  try {
    const answer = await ask(`${url}history/${query}`);
    $("#history-title").textContent = address ? `修改记录：${answer.cell_name || "这一格"}` : "全部修改记录";
    list.replaceChildren(...answer.edits.map(historyItem));
    if (!answer.edits.length) list.append(h("li", { class: "muted" }, "读入以后还没有改过。"));
    if (answer.more) list.append(h("li", { class: "muted" }, `只列最近${answer.edits.length}条。更早的可以在“版本”里对照。`));
    dialog.showModal();
  } catch (error) { toast(error.message); }
}

function historyItem(edit) {
  const what = edit.label ? `${edit.label} · ` : "";
  const head = h("span", { class: "who-when" }, `${what}${edit.by} · ${edit.at}`);
  if (!edit.old && !edit.new) { // the whole sheet at once: say how much, and lead to the comparison
    const counted = edit.changed ? `改了${edit.changed}处` : "内容没有变化";
    const to = canCompare ? `${url}compare/?a=r${edit.revision - 1}&b=r${edit.revision}` : null;
    return h("li", {}, head, counted, to && edit.changed ? [" ", h("a", { href: to }, "看前后对照")] : null);
  }
  return h("li", {}, head, side("del", edit.old), " → ", side("ins", edit.new));
}

// One side of a change: long texts are cut, and opened by a click.
const LONG = 160;
function side(tag, text) {
  if (!text) return h("span", { class: "muted" }, "（空）");
  if (text.length <= LONG) return h(tag, {}, text);
  const short = h(tag, {}, `${text.slice(0, LONG)}…`);
  const more = h("button", { type: "button", class: "btn btn-small btn-quiet", onclick: () => { short.textContent = text; more.remove(); } }, `全文${text.length}字`);
  return [short, more];
}

$("#version-form").addEventListener("submit", async (event) => {
  if (event.submitter?.value !== "save") return;
  try {
    const answer = await ask(`${url}versions/`, { note: $("#version-note").value });
    toast(`已存为第${answer.number}版。`);
    $("#version-note").value = "";
  } catch (error) { toast(error.message); }
});

$("#undo")?.addEventListener("click", () => turnBack("undo"));
$("#redo")?.addEventListener("click", () => turnBack("redo"));
$("#save-version")?.addEventListener("click", () => $("#version-dialog").showModal());
$("#all-history").addEventListener("click", () => showHistory(""));
$("#print").addEventListener("click", () => window.print());
$("#add-row")?.addEventListener("click", () => rows.insert(null));

// -- keys -------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  const ctrl = event.ctrlKey || event.metaKey;
  const cell = cells.current;
  const key = event.key;
  if (key === "F8") { event.preventDefault(); cells.leave(); problems.step(event.shiftKey ? -1 : 1); }
  else if (event.altKey && key === "Enter" && cell) { event.preventDefault(); problems.pop(cell, true); }
  else if (event.altKey && key.toLowerCase() === "h" && cell) { event.preventDefault(); showHistory(cell.dataset.address); }
  else if (ctrl && key === "Enter" && canEdit) { event.preventDefault(); rows.insert(cell); }
  else if (ctrl && key === "Delete" && cell && canEdit) { event.preventDefault(); rows.remove(cell); }
  else if (event.altKey && (key === "ArrowUp" || key === "ArrowDown") && cell && canEdit) { event.preventDefault(); rows.move(cell, key === "ArrowUp" ? -1 : 1); }
  else if (ctrl && key.toLowerCase() === "z" && !event.shiftKey && !cells.dirty) { event.preventDefault(); turnBack("undo"); }
  else if (ctrl && (key.toLowerCase() === "y" || (event.shiftKey && key.toLowerCase() === "z")) && !cells.dirty) { event.preventDefault(); turnBack("redo"); }
  else if (key === "?" && !cells.writing && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("#keys-dialog").showModal(); }
});

// A page that the browser kept from before (the back button) shows old words: fetch it anew.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

window.addEventListener("beforeunload", (event) => {
  cells.leave();
  if (saving.waiting) event.preventDefault();
});

// -- the buttons of the process: they speak of what the server has seen, so they wait for the last cell ----------------

document.addEventListener("zs:answer", () => {
  for (const field of $$("[data-revision-field]")) field.value = saving.revision;
});

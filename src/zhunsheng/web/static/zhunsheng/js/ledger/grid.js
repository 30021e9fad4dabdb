// Typing rows of a ledger: keyboard first, a block from a spreadsheet lands in the cells, problems stand in the cells.
import { $, Refusal, ask, h, newUuid, renewToken, toast } from "../dom.js";

const setup = JSON.parse($("#setup").textContent);
const url = `/ledger/${setup.name}/rows/?unit=${encodeURIComponent(setup.unit)}`;
const store = `zs:rows:${setup.unit}:${setup.name}`;
const START = matchMedia("(max-width: 860px)").matches ? 1 : 6;
const table = $("#grid"), body = h("tbody");
let rows = [], checking = null;

class Row {
  constructor({ id = newUuid(), cells = {}, confirmed = false } = {}) {
    Object.assign(this, { id, confirmed, remarks: [], controls: new Map() });
    this.state = h("td", { class: "state", "data-label": "" });
    this.number = h("td", { class: "n" });
    this.said = h("tr", { class: "said", hidden: true }, h("td", { colspan: String(setup.columns.length + 2) }));
    this.element = h("tr", { "data-row": this.id }, this.number, setup.columns.map((column) => this.#cell(column, cells[column.name] || "")), this.state);
  }
  #cell(column, text) {
    const name = `${column.label}${column.unit ? `（${column.unit}）` : ""}`;
    const choices = column.type === "boolean" ? ["是", "否"] : column.choices;
    const control = choices.length && choices.length <= 30 && (!text || choices.includes(text))
      ? h("select", { "aria-label": name, "data-column": column.name }, h("option", { value: "" }, ""), choices.map((word) => h("option", { value: word }, word)))
      : h("input", { "aria-label": name, "data-column": column.name, class: { text: "wide", date: "day", moment: "day" }[column.type] || null, list: column.thing && setup.things.length ? "things" : null, inputmode: ["count", "number", "money"].includes(column.type) ? "decimal" : null });
    control.value = text;
    this.controls.set(column.name, control);
    return h("td", { "data-label": name }, control);
  }
  get cells() { return Object.fromEntries([...this.controls].map(([name, control]) => [name, control.value.trim()]).filter(([, text]) => text)); }
  get isBlank() { return Object.keys(this.cells).length === 0; }
  get json() { return { id: this.id, cells: this.cells, confirmed: this.confirmed, project: Number($("#project").value) || null }; }
  // A text that is none of the choices must not vanish: the cell becomes a plain one.
  write(name, text) {
    const control = this.controls.get(name);
    if (control.tagName === "SELECT" && text && ![...control.options].some((option) => option.value === text)) {
      const plain = h("input", { "aria-label": control.getAttribute("aria-label"), "data-column": name });
      control.replaceWith(plain);
      this.controls.set(name, plain);
    }
    this.controls.get(name).value = text;
  }
  say(remarks, state) {
    this.remarks = remarks;
    for (const [name, control] of this.controls) {
      const own = remarks.filter((remark) => remark.column === name && remark.gravity !== "note");
      control.parentElement.className = own.some((remark) => remark.gravity === "refuse") ? "refuse" : own.length ? "ask" : "";
      control.toggleAttribute("aria-invalid", own.length > 0);
      control.title = own.map((remark) => remark.sentence).join("\n");
    }
    const cell = this.said.firstChild;
    const asked = remarks.some((remark) => remark.gravity === "ask") && !remarks.some((remark) => remark.gravity === "refuse");
    const box = h("input", { type: "checkbox", checked: this.confirmed, onchange: (event) => { this.confirmed = event.target.checked; keep(); check(); } });
    cell.replaceChildren(...remarks.map((remark) => h("p", { class: remark.gravity }, `${label(remark.column)}${remark.sentence}`)), ...(asked ? [h("label", {}, box, "看过了，没有错")] : []));
    this.said.hidden = !remarks.length;
    this.state.replaceChildren(...{ fine: [h("span", { class: "badge badge-ok" }, "可存")], refused: [h("span", { class: "badge badge-error" }, "要改")], asked: [h("span", { class: "badge badge-warning" }, "要确认")] }[state] || []);
  }
}

const label = (name) => { const column = setup.columns.find((item) => item.name === name); return column ? `${column.label}：` : ""; };

function start() {
  const head = setup.columns.map((column) => h("th", { scope: "col", title: column.help || null }, column.label, column.unit ? h("small", {}, `（${column.unit}）`) : null, column.required ? h("span", { class: "must" }, " *") : null));
  table.append(h("thead", {}, h("tr", {}, h("th", {}), head, h("th", {}))), body);
  if (setup.things.length) table.after(h("datalist", { id: "things" }, setup.things.map((word) => h("option", { value: word }))));
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(store) || "null"); } catch { kept = null; }
  if (kept?.rows?.length) {
    for (const row of kept.rows) add(row);
    if ([...$("#project").options].some((option) => option.value === String(kept.project))) $("#project").value = String(kept.project ?? "");
    toast(`上次没有保存的${kept.rows.length}行已放回。`);
    check();
  } else $("#project").value = localStorage.getItem(`${store}:project`) || "";
  while (rows.length < START) add();
  if (kept?.rows?.length !== undefined && START === 1) add();
  if (START > 1) rows[0].controls.values().next().value.focus();
  count();
}

function add(values) {
  const row = new Row(values);
  rows.push(row);
  body.append(row.element, row.said);
  row.number.textContent = String(rows.length);
  return row;
}

const filled = () => rows.filter((row) => !row.isBlank);
const rowOf = (element) => rows.find((row) => row.element.contains(element));

function keep() {
  try {
    const waiting = filled().map((row) => ({ id: row.id, cells: row.cells, confirmed: row.confirmed }));
    if (waiting.length) localStorage.setItem(store, JSON.stringify({ rows: waiting, project: $("#project").value }));
    else localStorage.removeItem(store);
    localStorage.setItem(`${store}:project`, $("#project").value);
  } catch { /* a full store: the rows still stand on the page */ }
  count();
}

function count() {
  const wrong = rows.filter((row) => row.remarks.some((remark) => remark.gravity === "refuse")).length;
  $("#count").textContent = filled().length ? `${filled().length}行${wrong ? `，${wrong}行要改` : ""}` : "";
  $("#keep").textContent = filled().length ? `保存${filled().length}条` : "保存";
}

// Ask what is to be said about the rows as they stand; a later question makes an earlier one void.
async function check() {
  clearTimeout(checking);
  const asked = filled();
  for (const row of rows) if (row.isBlank) row.say([], "");
  if (!asked.length) { count(); return; }
  const sent = asked.map((row) => row.json), before = JSON.stringify(sent);
  try {
    const answer = await ask(url, { rows: sent });
    if (JSON.stringify(filled().map((row) => row.json)) === before) show(answer);
  } catch (error) { if (error instanceof Refusal) tell("error", error.message); }
}

function show(answer) {
  for (const told of answer.rows) rows.find((row) => row.id === told.id)?.say(told.remarks, told.state);
  count();
}

async function save() {
  const asked = filled();
  if (!asked.length) { tell("info", "还没有写内容。在表里写一行，或从Excel复制一块粘贴进来。"); return; }
  if (asked.length > setup.most) { tell("error", `这里有${asked.length}行，一次最多保存${setup.most}行。请存成Excel文件，用表格导入。`); return; }
  $("#keep").disabled = true;
  try {
    const answer = await ask(url, { rows: asked.map((row) => row.json), keep: true });
    localStorage.removeItem(store);
    const again = answer.rows.every((row) => row.again);
    tell("ok", again ? "这些以前已经存过，没有重复。" : `已保存${answer.rows.length}条，回执${answer.rows[0].receipt}。`, h("a", { href: answer.url }, "看这一次录入的"));
    rows = [];
    body.replaceChildren();
    while (rows.length < START) add();
    rows[0].controls.values().next().value.focus();
  } catch (error) {
    if (!(error instanceof Refusal)) tell("error", "没有连上服务器，没有保存。写的内容都在，网络好了再点保存。");
    else {
      if (error.data.rows) show(error.data);
      tell(error.data.rows?.some((row) => row.state === "refused") === false ? "warning" : "error", error.message);
      if (error.status === 401 || error.status === 403) renewToken();
      $(".refuse input, .refuse select, .ask input, .ask select")?.focus();
    }
  } finally { $("#keep").disabled = false; count(); }
}

function tell(level, words, ...more) { $("#told").replaceChildren(h("div", { class: `notice notice-${level}`, role: "alert" }, h("p", {}, words, " ", ...more))); }

// A block from a spreadsheet goes in from the focused cell on; a first line of column names says where each column goes.
function paste(event) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.trim())) return;
  const row = rowOf(event.target), name = event.target.dataset.column;
  if (!row || !name) return;
  event.preventDefault();
  const block = cellsOf(text);
  let order = setup.columns.slice(setup.columns.findIndex((column) => column.name === name)).map((column) => column.name);
  const words = block[0].map((word) => bare(word));
  const heads = words.map((word) => setup.columns.find((column) => bare(column.label) === word)?.name ?? null);
  let lost = 0;
  if (heads.filter(Boolean).length >= Math.min(2, words.filter(Boolean).length)) { order = heads; block.shift(); lost = words.filter((word, place) => word && !heads[place]).length; }
  else lost = Math.max(0, Math.max(...block.map((line) => line.length)) - order.length);
  const first = rows.indexOf(row);
  block.forEach((line, index) => {
    const target = rows[first + index] || add();
    line.forEach((cell, place) => { if (order[place]) target.write(order[place], cell.trim()); });
  });
  keep();
  check();
  if (lost) tell("warning", `粘贴的内容比表宽，或表头认不出：有${lost}列没有放进来。请对照表头再粘一次。`);
  else toast(`粘进${block.length}行，正在核对。`);
}

const bare = (word) => word.replace(/[\s*＊]|[（(].*?[）)]/g, "");

// Tabs between cells, lines between rows; a quoted cell may hold both.
function cellsOf(text) {
  const lines = [[""]];
  let quoted = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const quotes = (plain.match(/"/g) || []).length % 2 === 0;
  for (let place = 0; place < plain.length; place++) {
    const sign = plain[place], line = lines.at(-1);
    if (quotes && sign === '"' && (quoted || line.at(-1) === "")) {
      if (quoted && plain[place + 1] === '"') { line[line.length - 1] += '"'; place++; } else quoted = !quoted;
    } else if (!quoted && sign === "\t") line.push("");
    else if (!quoted && sign === "\n") lines.push([""]);
    else line[line.length - 1] += sign === "\n" ? " " : sign;
  }
  return lines.filter((line) => line.some((cell) => cell.trim()));
}

function move(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); return; }
  if (event.key === "Delete" && event.ctrlKey) { event.preventDefault(); drop(rowOf(event.target)); return; }
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.isComposing || (event.target.tagName === "SELECT" && event.key !== "Enter")) return;
  const row = rowOf(event.target), name = event.target.dataset.column;
  if (!row || !name) return;
  event.preventDefault();
  const next = rows[rows.indexOf(row) + step] || (step === 1 && !row.isBlank ? add() : null);
  next?.controls.get(name).focus();
}

function drop(row) {
  if (!row) return;
  rows.splice(rows.indexOf(row), 1);
  row.element.remove();
  row.said.remove();
  while (rows.length < START) add();
  rows.forEach((other, index) => { other.number.textContent = String(index + 1); });
  keep();
}

table.addEventListener("paste", paste);
table.addEventListener("keydown", move);
table.addEventListener("input", (event) => { const row = rowOf(event.target); if (row && event.target.dataset.column) { row.confirmed = false; keep(); } });
table.addEventListener("focusout", () => { clearTimeout(checking); checking = setTimeout(check, 400); });
table.addEventListener("change", () => { clearTimeout(checking); checking = setTimeout(check, 400); });
$("#rows").addEventListener("submit", (event) => { event.preventDefault(); save(); });
$("#more").addEventListener("click", () => { add().controls.values().next().value.focus(); });
$("#clear").addEventListener("click", (event) => {
  if (!filled().length) return;
  if (event.target.dataset.sure !== "1") { event.target.dataset.sure = "1"; event.target.textContent = `真的清空${filled().length}行`; setTimeout(() => { event.target.dataset.sure = ""; event.target.textContent = "清空"; }, 4000); return; }
  rows = []; body.replaceChildren(); while (rows.length < START) add(); keep();
});
$("#project").addEventListener("change", () => { keep(); check(); });
$("#unit")?.addEventListener("change", (event) => { location.search = `?unit=${encodeURIComponent(event.target.value)}`; });
start();

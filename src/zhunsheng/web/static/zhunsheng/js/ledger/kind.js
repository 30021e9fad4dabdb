// Putting a kind of ledger together: columns and checks, with the phone's form beside them as it would be.
import { $, $$, Refusal, ask, h, renewToken } from "../dom.js";
import { EntryForm } from "../phone/form.js";

const setup = JSON.parse($("#setup").textContent);
const store = `zs:kind:${setup.unit}:${setup.name ?? "new"}`;
const url = `/ledger/kinds/save/?unit=${encodeURIComponent(setup.unit)}`;
const TEXTS = ["text", "choice"], NUMBERS = ["count", "number", "money"];
const preview = new EntryForm($("#preview"), { onPhoto: () => {} });
let rows = [], trying = null, made = 0;

class ColumnRow {
  constructor(data, flags) {
    this.name = data.name || null;
    this.locked = setup.locked.includes(this.name);
    this.dropped = setup.dropped.includes(this.name);
    const input = (css, value, words) => h("input", { class: css, value: value ?? "", "aria-label": words });
    this.label = input("wide", data.label, "列名");
    this.label.maxLength = 20;
    this.type = h("select", { "aria-label": "填什么", disabled: this.locked }, setup.types.map((type) => h("option", { value: type.name, selected: type.name === data.type }, type.label)));
    this.unit = input("short", data.unit, "单位");
    this.scale = input("short", data.scale ? String(data.scale) : "", "小数位");
    this.unit.disabled = this.scale.disabled = this.locked;
    this.minimum = input("short", data.minimum, "最小");
    this.maximum = input("short", data.maximum, "最大");
    this.choices = h("textarea", { rows: "2", "aria-label": "选项" }, (data.choices || []).join("\n"));
    const box = (checked, words) => h("input", { type: "checkbox", checked: Boolean(checked), "aria-label": words });
    this.required = box(data.required, "必填");
    this.asked = box(flags.asked, "手机先问");
    this.remembered = box(flags.remembered, "记住上次");
    this.help = data.help || "";
    this.errors = h("ul", { class: "errorlist" });
    const cell = (label, ...children) => h("td", { "data-label": label }, ...children);
    const act = (words, run, title) => h("button", { type: "button", class: "btn btn-quiet btn-small", title: title || words, onclick: run }, words);
    this.drop = act(this.locked ? (this.dropped ? "恢复" : "停用") : "删除", () => this.#drop());
    this.element = h("tr", {}, h("td", { class: "muted" }), cell("列名", this.label), cell("填什么", this.type), cell("单位", this.unit), cell("小数位", this.scale), cell("最小", this.minimum), cell("最大", this.maximum), cell("选项", this.choices), cell("必填", this.required), cell("手机先问", this.asked), cell("记住上次", this.remembered),
      h("td", { class: "acts" }, this.locked ? null : act("↑", () => move(this, -1), "上移"), this.locked ? null : act("↓", () => move(this, 1), "下移"), this.drop));
    this.said = h("tr", { class: "said" }, h("td", { colspan: "12" }, this.errors));
    this.type.addEventListener("change", () => this.shape());
    this.shape();
  }
  shape() {
    const type = this.type.value;
    this.unit.hidden = !["count", "number"].includes(type);
    this.scale.hidden = type !== "number";
    this.minimum.hidden = this.maximum.hidden = !NUMBERS.includes(type);
    this.choices.hidden = type !== "choice";
    this.element.classList.toggle("dropped", this.dropped);
  }
  #drop() {
    if (this.locked) { this.dropped = !this.dropped; this.drop.textContent = this.dropped ? "恢复" : "停用"; this.shape(); }
    else { rows.splice(rows.indexOf(this), 1); this.element.remove(); this.said.remove(); }
    changed();
  }
  get json() {
    const type = this.type.value, said = { name: this.name || (this.name = freeName()), label: this.label.value.trim(), type };
    if (["count", "number"].includes(type) && this.unit.value.trim()) said.unit = this.unit.value.trim();
    if (type === "number") said.scale = /^\d+$/.test(this.scale.value.trim()) ? Number(this.scale.value) : this.scale.value.trim() || 0;
    for (const key of ["minimum", "maximum"]) if (NUMBERS.includes(type) && this[key].value.trim()) said[key] = this[key].value.trim();
    if (type === "choice") said.choices = this.choices.value.split("\n").map((word) => word.trim()).filter(Boolean);
    if (this.required.checked) said.required = true;
    if (this.help) said.help = this.help;
    if ($("#thing").value === this.name) said.names_thing = true;
    return said;
  }
}

// The English name of a new column is given once and never changes.
function freeName() {
  const taken = new Set([...rows.map((row) => row.name), ...setup.locked]);
  do { made += 1; } while (taken.has(`column_${made}`));
  return `column_${made}`;
}

function move(row, step) {
  const from = rows.indexOf(row), to = from + step;
  if (to < 0 || to >= rows.length || rows[to].locked) return;
  rows.splice(from, 1);
  rows.splice(to, 0, row);
  draw();
  changed();
}

function draw() { $("#columns").replaceChildren(...rows.flatMap((row) => [row.element, row.said])); }

function check(data = {}) {
  const input = (key, placeholder) => h("input", { "data-key": key, value: data[key] || "", placeholder, "aria-label": placeholder });
  const item = h("li", {}, h("div", { class: "check-row" }, input("condition", "条件，例如 胸径 > 0"), input("sentence", "不成立时说的话"),
    h("select", { "data-key": "severity", "aria-label": "怎么办" }, h("option", { value: "refuse", selected: data.severity !== "ask" }, "不能保存"), h("option", { value: "ask", selected: data.severity === "ask" }, "问一声")),
    h("button", { type: "button", class: "btn btn-quiet btn-small", onclick: () => { item.remove(); changed(); } }, "删除")), h("ul", { class: "errorlist" }));
  item.kept = data;
  return item;
}

function read() {
  const live = rows.filter((row) => !row.dropped), chosen = (flag) => live.filter((row) => row[flag].checked).map((row) => row.label.value.trim());
  const kind = {
    label: $("#label").value, purpose: $("#purpose").value, columns: rows.map((row) => row.json), day: labelOf($("#day").value), photo: $("#photo").value, place: $("#place").value,
    asked: chosen("asked"), remembered: chosen("remembered"),
    checks: $$("#checks > li").map((item) => Object.fromEntries([...$$("[data-key]", item)].map((input) => [input.dataset.key, input.value.trim()]))),
  };
  if (setup.kind.ahead?.length) kind.ahead = setup.kind.ahead;
  $$("#checks > li").forEach((item, index) => { for (const key of ["column", "when"]) if (item.kept[key]) kind.checks[index][key] = item.kept[key]; });
  return { name: setup.name, kind, dropped: rows.filter((row) => row.dropped).map((row) => row.name), reason: $("#reason")?.value || "" };
}

const labelOf = (name) => rows.find((row) => row.name === name)?.label.value.trim() || "";

// The two choices of a column are kept by its English name, so that a renamed column stays chosen.
function offer() {
  for (const [id, types, none] of [["#day", ["date", "moment"], null], ["#thing", ["text"], "没有"]]) {
    const select = $(id), before = select.value;
    select.replaceChildren(...(none ? [h("option", { value: "" }, none)] : []), ...rows.filter((row) => types.includes(row.type.value) && !row.dropped).map((row) => h("option", { value: row.name || (row.name = freeName()) }, row.label.value || "（没有列名）")));
    select.value = before;
    if (!select.value) select.selectedIndex = 0;
  }
  const texts = rows.filter((row) => TEXTS.includes(row.type.value)).length;
  $("#room").textContent = `文字和选项 ${texts}/${setup.texts} 列，数字、日期和是否 ${rows.length - texts}/${setup.numbers} 列；手机先问的最多${setup.most_asked}列`;
}

function changed() {
  offer();
  try { localStorage.setItem(store, JSON.stringify(read())); $("#draft-state").textContent = "草稿留在这台电脑上，还没有保存"; } catch { /* a full store: the page still holds it */ }
  clearTimeout(trying);
  trying = setTimeout(show, 500);
}

// The preview, and what is wrong so far.
async function show(cells = null) {
  try {
    const draft = read();
    draft.kind.label ||= "新台账";
    const answer = await ask(url, { ...draft, try: true, cells });
    say({});
    if (!cells) {
      const live = answer.kind.columns.filter((column) => !rows.some((row) => row.name === column.name && row.dropped));
      const filled = preview.kind ? preview.cells : {}, wasOpen = $("#preview details")?.open;
      preview.show({ ...answer.kind, columns: live }, { projects: [], things: [], filled });
      if (wasOpen) $("#preview details")?.setAttribute("open", "");
      if (Object.values(filled).some(Boolean)) await show(preview.cells); // drawn anew, it has lost what was said of its cells
    } else {
      const others = preview.say(answer.remarks);
      $("#preview-said").replaceChildren(...(answer.remarks.length ? others.map((remark) => h("p", {}, remark.sentence)) : [h("p", { class: "notice notice-ok" }, "● 这样填可以保存。")]));
    }
  } catch (error) { if (error instanceof Refusal) say(error.data.errors || {}); }
}

function say(errors) {
  for (const old of $$(".builder .errorlist li, .builder .wrong-words")) old.remove();
  for (const [path, words] of Object.entries(errors)) {
    const column = path.match(/^columns\[(\d+)\]/), item = path.match(/^checks\[(\d+)\]/);
    if (column) rows[Number(column[1])]?.errors.append(h("li", {}, words));
    else if (item) $(".errorlist", $$("#checks > li")[Number(item[1])])?.append(h("li", {}, words));
    else ($(`[data-field="${path}"]`) || $("#told")).append(h("p", { class: "errorlist wrong-words" }, words));
  }
}

function start() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(store) || "null"); } catch { kept = null; }
  if (kept) $("#draft-state").textContent = "上次没有保存的内容已放回";
  const kind = kept?.kind || setup.kind, dropped = kept?.dropped || setup.dropped;
  setup.dropped = dropped;
  for (const name of ["label", "purpose", "photo", "place"]) $(`#${name}`).value = kind[name] || "";
  rows = kind.columns.map((column) => new ColumnRow(column, { asked: kind.asked?.includes(column.label), remembered: kind.remembered?.includes(column.label) }));
  draw();
  offer();
  $("#day").value = kind.columns.find((column) => column.label === kind.day)?.name || $("#day").value;
  $("#thing").value = kind.columns.find((column) => column.names_thing)?.name || "";
  $("#checks").replaceChildren(...(kind.checks || []).map(check));
  show();
}

$("#add").addEventListener("click", () => { const row = new ColumnRow({ type: "text" }, {}); rows.push(row); draw(); changed(); row.label.focus(); });
$("#add-check").addEventListener("click", () => { const item = check(); $("#checks").append(item); $("input", item).focus(); });
$("#builder").addEventListener("input", (event) => { if (!$("#preview").contains(event.target)) changed(); });
$("#preview").addEventListener("change", () => show(preview.cells));
$("#builder").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(trying);
  try {
    const answer = await ask(url, read());
    localStorage.removeItem(store);
    location.assign(answer.url);
  } catch (error) {
    const refused = error instanceof Refusal;
    $("#told").replaceChildren(h("div", { class: "notice notice-error", role: "alert" }, h("p", {}, refused ? error.message : "没有连上服务器，没有保存。写的内容都在，网络好了再保存。")));
    if (refused) say(error.data.errors || {});
    if (refused && (error.status === 401 || error.status === 403)) renewToken();
    $("#told").scrollIntoView({ block: "center" });
  }
});

start();

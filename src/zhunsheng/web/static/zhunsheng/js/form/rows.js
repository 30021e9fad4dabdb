// Indicator rows: add, remove, move, and replace them with what the server now prints.
import { $, ask, h, toast } from "../dom.js";

export class Rows {
  constructor(url, canEdit, cells, { onAnswer, nextId }) {
    Object.assign(this, { url, canEdit, cells, onAnswer, nextId });
    this.body = $("#indicator-rows");
    if (!canEdit || !this.body) return;
    this.tools = this.#makeTools();
    this.body.addEventListener("mouseover", (event) => { const row = event.target.closest("tr[data-row]"); if (row) this.#place(row); });
    $("#paper").addEventListener("mouseleave", () => { if (!this.tools.contains(document.activeElement)) this.tools.hidden = true; });
    cells.onPasteRows = (address, block) => this.paste(address, block);
  }

  follow(cell) { const row = cell.closest("tr[data-row]"); if (row && this.tools) this.#place(row); else if (this.tools) this.tools.hidden = true; }

  // Put new rows in place, keeping the focus on the same cell.
  replace(html) {
    const address = this.cells.current?.dataset.address;
    this.body.innerHTML = html; // rendered and escaped by our own template
    if (this.tools) this.tools.hidden = true;
    this.cells.refresh();
    if (address) this.cells.find(address)?.focus({ preventScroll: true });
  }

  insert(cell) {
    const row = cell?.closest("tr[data-row]");
    return this.#act({ act: "insert", after: row?.dataset.row || null, values: { level1: this.#level1(row) } }, (answer) => {
      this.cells.focus(`indicators.${answer.key}.level2`);
    });
  }

  // The level-1 name that a new row below this one shares, so that the merged cell stays whole.
  #level1(row) {
    for (let at = row || this.body.lastElementChild; at; at = at.previousElementSibling) {
      const cell = at.querySelector('.cell[data-address$=".level1"]');
      if (cell) return this.cells.text(cell);
    }
    return "";
  }

  remove(cell) {
    const row = cell.closest("tr[data-row]");
    if (!row) return;
    const near = (row.nextElementSibling || row.previousElementSibling)?.dataset.row;
    this.#act({ act: "remove", key: row.dataset.row }, () => {
      toast("已删去这条指标。按 Ctrl+Z 可以撤销。");
      if (near) this.cells.focus(`indicators.${near}.level3`);
    });
  }

  move(cell, step) {
    const row = cell.closest("tr[data-row]");
    if (!row) return;
    const rows = [...this.body.querySelectorAll("tr[data-row]")];
    const to = rows.indexOf(row) + step;
    if (to < 0 || to >= rows.length) return;
    const address = cell.dataset.address;
    this.#act({ act: "move", key: row.dataset.row, to }, () => this.cells.focus(this.cells.find(address) ? address : `indicators.${row.dataset.row}.level3`));
  }

  // A block from a spreadsheet lands in the cells from this one on; rows that are not there yet are added.
  async paste(address, block) {
    const [, key, name] = address.split(".");
    const names = ["level1", "level2", "level3", "description", "target", "basis"];
    const from = names.indexOf(name);
    const keys = [...this.body.querySelectorAll("tr[data-row]")].map((row) => row.dataset.row);
    const start = keys.indexOf(key);
    await this.#act({ act: "paste", at: start, column: name, block: block.map((line) => line.slice(0, names.length - from)) }, () => {
      toast(`已粘贴${block.length}行。按 Ctrl+Z 可以撤销。`);
      this.cells.focus(address);
    });
  }

  async #act(data, then) {
    if (this.busy) return;
    this.busy = true;
    this.cells.leave();
    try {
      const answer = await ask(`${this.url}rows/`, { ...data, client_id: this.nextId() });
      this.onAnswer(answer);
      then?.(answer);
    } catch (error) { toast(error.message || "没有连上服务器，请稍后再试。"); } finally { this.busy = false; }
  }

  #makeTools() {
    const button = (label, sign, act, extra = "") => h("button", { type: "button", title: label, "aria-label": label, class: extra, tabindex: "-1", onmousedown: (event) => event.preventDefault(), onclick: () => act(this.row) }, sign);
    const first = (row) => row.querySelector(".cell[data-address]");
    const tools = h("div", { class: "row-tools no-print", role: "toolbar", "aria-label": "这条指标" },
      button("在下面加一条（Ctrl+Enter）", "＋", (row) => this.insert(first(row))),
      button("上移（Alt+↑）", "↑", (row) => this.move(first(row), -1)),
      button("下移（Alt+↓）", "↓", (row) => this.move(first(row), 1)),
      button("删去这条指标（Ctrl+Delete）", "✕", (row) => this.remove(first(row)), "danger"));
    tools.hidden = true;
    $("#paper").append(tools);
    return tools;
  }

  #place(row) {
    this.row = row;
    const paper = $("#paper").getBoundingClientRect(), at = row.getBoundingClientRect();
    this.tools.hidden = false;
    const narrow = matchMedia("(max-width: 860px)").matches;
    this.tools.style.top = `${at.top - paper.top + (narrow ? 4 : 0)}px`;
    this.tools.style.left = narrow ? `${at.right - paper.left - 132}px` : `${at.right - paper.left + 4}px`;
  }
}

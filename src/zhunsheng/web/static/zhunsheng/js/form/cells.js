// Cells of the paper: walking over them, writing in them, pasting a block from a spreadsheet.
import { $$ } from "../dom.js";

const LEVELS = {
  level1: ["产出指标", "效果指标", "效益指标", "满意度指标", "成本指标"],
  level2: ["数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标", "经济成本指标", "社会成本指标", "生态环境成本指标"],
};
const PLAIN = (() => { const probe = document.createElement("div"); probe.setAttribute("contenteditable", "plaintext-only"); return probe.contentEditable === "plaintext-only" ? "plaintext-only" : "true"; })();

export class Cells {
  constructor(paper, canEdit, { onCommit, onTyping, onFocus, onPasteRows }) {
    Object.assign(this, { paper, canEdit, onCommit, onTyping, onFocus, onPasteRows });
    this.editing = null;
    this.base = "";
    this.dirty = false;
    this.composing = false;
    paper.addEventListener("mousedown", (event) => this.#mouse(event));
    paper.addEventListener("focusin", (event) => this.#focused(event));
    paper.addEventListener("focusout", (event) => this.#blurred(event));
    paper.addEventListener("keydown", (event) => this.#key(event));
    paper.addEventListener("input", (event) => this.#typed(event));
    paper.addEventListener("paste", (event) => this.#pasted(event));
    paper.addEventListener("compositionstart", () => { this.composing = true; });
    paper.addEventListener("compositionend", (event) => { this.composing = false; this.#typed(event); });
    this.refresh();
  }

  get all() { return $$(".cell[data-address]", this.paper).filter((cell) => cell.offsetParent !== null); }
  get current() { return document.activeElement?.closest?.(".cell[data-address]") || null; }
  find(address) { return $$(".cell[data-address]", this.paper).find((cell) => cell.dataset.address === address) || null; }
  text(cell) { return linesOf(cell).replace(/\u200b/g, "").replace(/\n+$/, ""); }

  // One cell takes part in tabbing from outside; inside, Tab and arrows walk.
  refresh() { const first = this.all[0]; if (first && !this.all.some((cell) => cell.tabIndex === 0)) first.tabIndex = 0; }

  setText(address, text, pending = false, theirs = false) {
    const cell = this.find(address);
    if (!cell || (cell === this.editing && this.dirty)) return;
    if (cell === this.editing) this.base = text;
    if (this.text(cell) !== text) {
      cell.textContent = text;
      if (theirs) { cell.classList.remove("theirs"); void cell.offsetWidth; cell.classList.add("theirs"); }
    }
    cell.classList.toggle("pending", pending);
    if (!pending) cell.classList.remove("pending");
  }

  focus(address) {
    const cell = this.find(address) || (address === "indicators" ? this.find(this.#firstIndicator()) : null) || this.find(address.replace(/^budget$/, "budget.total").replace(/^fund_plan$/, "fund_plan.3"));
    if (!cell) return;
    if (cell !== document.activeElement) cell.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    cell.focus({ preventScroll: true });
  }

  // Take up the cell that had the focus before anybody listened.
  wake() { if (this.current) this.#focused({ target: this.current }); }

  // End editing and hand the text over; the cell keeps the focus.
  leave() {
    const cell = this.editing;
    if (!cell) return;
    const text = this.text(cell);
    const base = this.base;
    this.editing = null;
    this.dirty = false;
    cell.removeAttribute("contenteditable");
    cell.classList.remove("editing");
    if (cell.textContent !== text) cell.textContent = text;
    this.#closeSuggestions();
    this.writing = false;
    if (text !== base) { cell.classList.add("pending"); this.onCommit(cell, text, base); }
  }

  #firstIndicator() { return this.all.find((cell) => cell.dataset.address.startsWith("indicators."))?.dataset.address || ""; }

  // A cell that has the focus can always be written in, so that an input method starts with the first key. Until the
  // person writes or presses Enter (writing = false), arrows walk on to the next cell.
  #begin(cell, caret) {
    if (!this.canEdit) return;
    if (this.editing !== cell) {
      this.leave();
      this.editing = cell;
      this.base = this.text(cell);
      this.dirty = false;
      this.writing = false;
      cell.setAttribute("contenteditable", PLAIN);
      cell.spellcheck = false;
      if (document.activeElement !== cell) cell.focus({ preventScroll: true });
    }
    if (caret === "mouse") return;
    const selection = getSelection();
    selection.selectAllChildren(cell);
    if (caret === "end") selection.collapseToEnd();
  }

  #write(cell) {
    if (this.writing) return;
    this.writing = true;
    cell.classList.add("editing");
    this.#suggest(cell);
  }

  #mouse(event) {
    const cell = event.target.closest("td")?.querySelector(".cell[data-address]") || event.target.closest(".cell[data-address]");
    if (!cell || event.button !== 0 || event.target.closest(".suggest, .row-tools")) return;
    this.byMouse = true;
    this.#begin(cell, "mouse");
    this.byMouse = false;
    this.#write(cell);
    if (!cell.contains(event.target)) { event.preventDefault(); this.#begin(cell, "end"); }
  }

  #focused(event) {
    const cell = event.target.closest(".cell[data-address]");
    if (!cell) return;
    for (const other of this.all) if (other.tabIndex === 0 && other !== cell) other.tabIndex = -1;
    cell.tabIndex = 0;
    if (!this.byMouse) this.#begin(cell, this.text(cell).length <= 12 ? "all" : "end");
    this.onFocus(cell);
  }

  #blurred(event) {
    if (this.editing && event.target === this.editing && !this.suggestions?.contains(event.relatedTarget)) this.leave();
  }

  #typed(event) {
    const cell = event.target.closest?.(".cell[data-address]");
    if (!cell || cell !== this.editing) return;
    this.#write(cell);
    if (this.composing) return;
    this.dirty = this.text(cell) !== this.base;
    this.onTyping(cell, this.text(cell));
  }

  #key(event) {
    const cell = event.target.closest(".cell[data-address]");
    if (!cell || event.isComposing || event.altKey) return;
    const editing = this.editing === cell && this.writing;
    const key = event.key;
    if (key === "Tab") { if (this.#walk(cell, event.shiftKey ? -1 : 1)) event.preventDefault(); return; }
    if (event.ctrlKey || event.metaKey) return;
    if (editing) {
      if (key === "Escape") { event.preventDefault(); event.stopPropagation(); this.#revert(cell); }
      else if (key === "Enter" && !event.shiftKey) { event.preventDefault(); if (!this.#pick()) { this.leave(); this.#below(cell); } }
      else if (key === "Enter") { event.preventDefault(); document.execCommand("insertText", false, "\n"); }
      else if ((key === "ArrowDown" || key === "ArrowUp") && this.suggestions) { event.preventDefault(); this.#choose(key === "ArrowDown" ? 1 : -1); }
      return;
    }
    if (key === "Enter" || key === "F2") { event.preventDefault(); if (this.canEdit) { this.#begin(cell, "end"); this.#write(cell); } }
    else if (key === "Escape") cell.blur();
    else if (key.startsWith("Arrow")) { event.preventDefault(); this.#arrow(cell, key); }
  }

  #revert(cell) {
    cell.textContent = this.base;
    this.dirty = false;
    this.onTyping(cell, this.base);
    this.leave();
    this.#begin(cell, "end");
  }

  #walk(cell, step) {
    const cells = this.all;
    const next = cells[cells.indexOf(cell) + step];
    if (!next) return false;
    this.leave();
    next.focus();
    return true;
  }

  #below(cell) { this.#arrow(cell, "ArrowDown"); }

  // The nearest cell in that direction, judged by where cells really stand on the screen.
  #arrow(cell, key) {
    const from = cell.getBoundingClientRect();
    const x = from.left + from.width / 2, y = from.top + from.height / 2;
    const across = key === "ArrowLeft" || key === "ArrowRight";
    const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    let best = null, cost = Infinity;
    for (const other of this.all) {
      if (other === cell) continue;
      const to = other.getBoundingClientRect();
      const dx = to.left + to.width / 2 - x, dy = to.top + to.height / 2 - y;
      const along = across ? dx * sign : dy * sign;
      if (along <= 2) continue;
      const overlaps = across ? to.top < from.bottom && to.bottom > from.top : to.left < from.right && to.right > from.left;
      const price = along + (overlaps ? 0 : 4000) + Math.abs(across ? dy : dx) * 0.3;
      if (price < cost) { cost = price; best = other; }
    }
    if (best) { this.leave(); best.focus(); best.scrollIntoView({ block: "nearest" }); }
  }

  #pasted(event) {
    const cell = event.target.closest(".cell[data-address]");
    const text = event.clipboardData?.getData("text/plain");
    if (!cell || !this.canEdit || text === undefined) return;
    event.preventDefault();
    const block = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (block.includes("\t") && cell.dataset.address.startsWith("indicators.") && this.onPasteRows) {
      const address = cell.dataset.address;
      if (this.dirty) this.#revert(cell);
      this.onPasteRows(address, block.split("\n").map((line) => line.split("\t")));
      return;
    }
    if (this.editing !== cell) this.#begin(cell, "end");
    document.execCommand("insertText", false, block);
  }

  // -- the standard names of levels, offered under the cell ------------------------------------------------------

  #suggest(cell) {
    const names = LEVELS[cell.dataset.address.split(".").pop()];
    if (!names) return;
    const list = document.createElement("div");
    list.className = "suggest";
    list.setAttribute("role", "listbox");
    for (const name of names) {
      const option = document.createElement("button");
      option.type = "button"; option.tabIndex = -1; option.textContent = name; option.setAttribute("role", "option");
      option.addEventListener("mousedown", (event) => { event.preventDefault(); cell.textContent = name; this.leave(); });
      list.append(option);
    }
    const paper = this.paper.getBoundingClientRect(), at = cell.getBoundingClientRect();
    list.style.left = `${at.left - paper.left}px`;
    list.style.top = `${at.bottom - paper.top + 2}px`;
    this.paper.append(list);
    this.suggestions = list;
  }

  #choose(step) {
    const options = [...this.suggestions.children];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    options[now]?.removeAttribute("aria-selected");
    options[(now + step + options.length) % options.length].setAttribute("aria-selected", "true");
  }

  #pick() {
    const option = this.suggestions?.querySelector("[aria-selected=true]");
    if (!option || !this.editing) return false;
    this.editing.textContent = option.textContent;
    const cell = this.editing;
    this.leave();
    this.#below(cell);
    return true;
  }

  #closeSuggestions() { this.suggestions?.remove(); this.suggestions = null; }
}

// The words of a cell with its line breaks, however the browser keeps them (line feeds, <br>, blocks).
function linesOf(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.nodeName === "BR") text += "\n";
    else text += (/^(DIV|P)$/.test(child.nodeName) && text && !text.endsWith("\n") ? "\n" : "") + linesOf(child);
  }
  return text;
}

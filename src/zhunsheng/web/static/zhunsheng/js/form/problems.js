// Problems: waves under the words, marks in the margin, the panel beside the paper, the card with reason and fix.
import { $, $$, h } from "../dom.js";

const SIGN = { error: "■", warning: "▲", info: "●" };
const WORD = { error: "错误", warning: "警告", info: "提示" };
const RANK = { error: 0, warning: 1, info: 2 };

export class Problems {
  constructor(findings, { onFix, onGo }) {
    Object.assign(this, { findings, onFix, onGo });
    this.list = $("#problem-list");
    this.shown = { error: true, warning: true, info: true };
    this.active = null;
    this.card = h("div", { class: "pop no-print", role: "dialog", "aria-label": "审核意见" });
    this.card.hidden = true;
    document.body.append(this.card);
    for (const button of $$(".filter")) button.addEventListener("click", () => this.#filter(button));
    const paper = $("#paper");
    paper.addEventListener("mouseover", (event) => this.#hover(event));
    paper.addEventListener("input", () => { clearTimeout(this.hoverTimer); this.hideCard(); });
    paper.addEventListener("mouseout", () => clearTimeout(this.hoverTimer));
    document.addEventListener("mousedown", (event) => { if (!this.card.contains(event.target)) this.hideCard(); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !this.card.hidden) { this.hideCard(); this.cell?.focus(); } });
    addEventListener("resize", () => this.#margin());
    addEventListener("scroll", () => this.hideCard(), { passive: true });
    this.#draw();
  }

  update(findings) {
    const left = new Set(findings.map((finding) => finding.id));
    for (const finding of this.findings) {
      if (!left.has(finding.id)) this.list.querySelector(`[data-id="${CSS.escape(finding.id)}"]`)?.classList.add("mended");
    }
    this.findings = findings;
    if (!left.has(this.active)) this.active = null;
    clearTimeout(this.drawTimer);
    this.drawTimer = setTimeout(() => this.#draw(), 360);
    this.#counts();
    this.paint();
    if (!this.card.hidden && this.cell && this.#shownIds() !== this.cardIds) this.hideCard();
  }

  of(address) { return this.findings.filter((finding) => finding.address === address); }

  showFor(address) {
    const finding = this.of(address).find((each) => this.shown[each.severity]);
    if (finding) this.#activate(finding.id);
    if (finding && matchMedia("(max-width: 860px)").matches) this.pop(document.activeElement, false);
  }

  // F8 walks the findings in reading order.
  step(direction) {
    const visible = this.findings.filter((finding) => this.shown[finding.severity]);
    if (!visible.length) return;
    const now = visible.findIndex((finding) => finding.id === this.active);
    const next = visible[now < 0 ? (direction > 0 ? 0 : visible.length - 1) : (now + direction + visible.length) % visible.length];
    this.#activate(next.id);
    this.onGo(next.address);
    this.#activate(next.id);
  }

  // -- on the paper ----------------------------------------------------------------------------------------------

  paint() {
    const ranges = { error: [], warning: [], info: [] };
    const worst = new Map();
    for (const finding of this.findings) {
      const before = worst.get(finding.address);
      if (before === undefined || RANK[finding.severity] < RANK[before]) worst.set(finding.address, finding.severity);
    }
    for (const cell of $$("#paper .cell[data-address]")) {
      const severity = worst.get(cell.dataset.address);
      cell.classList.remove("sev-error", "sev-warning", "sev-info");
      if (severity) cell.classList.add(`sev-${severity}`);
      cell.setAttribute("aria-invalid", severity === "error" ? "true" : "false");
      if (!severity || !this.#highlights) continue;
      for (const finding of this.of(cell.dataset.address)) {
        const range = this.shown[finding.severity] && quoteRange(cell, finding.quote);
        if (range) ranges[finding.severity].push(range);
      }
    }
    if (this.#highlights) for (const [severity, found] of Object.entries(ranges)) CSS.highlights.set(`zs-${severity}`, new Highlight(...found));
    else this.#wrap();
    this.#margin();
  }

  get #highlights() { return typeof CSS !== "undefined" && "highlights" in CSS; }

  // Older browsers: wrap the words while the cell is not being written in.
  #wrap() {
    for (const cell of $$("#paper .cell[data-address]:not(.editing)")) {
      const text = cell.textContent;
      const finding = this.of(cell.dataset.address).find((each) => each.quote && text.includes(each.quote));
      if (!finding) { if (cell.firstElementChild) cell.textContent = text; continue; }
      const at = text.indexOf(finding.quote);
      cell.replaceChildren(text.slice(0, at), h("span", { class: `wave wave-${finding.severity}` }, finding.quote), text.slice(at + finding.quote.length));
    }
  }

  #margin() {
    const margin = $("#margin");
    if (!margin) return;
    const top = margin.getBoundingClientRect().top;
    const byRow = new Map();
    for (const finding of this.findings) {
      if (!this.shown[finding.severity]) continue;
      const cell = cellOf(finding.address);
      if (!cell) continue;
      const y = Math.round(cell.getBoundingClientRect().top - top);
      const key = cell.closest("tr") || cell;
      if (!byRow.has(key)) byRow.set(key, { y, found: [] });
      byRow.get(key).found.push(finding);
    }
    margin.replaceChildren(...[...byRow.values()].map(({ y, found }) => {
      found = [...found].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
      const [first] = found;
      const mark = h("button", { type: "button", tabindex: "-1", class: `sev-${first.severity}`, title: found.map((each) => `${each.rule} ${each.title}`).join("\n"), onclick: () => { this.#activate(first.id); this.onGo(first.address); } },
        h("span", { class: "glyph" }, SIGN[first.severity]), first.rule.replace(/^ZS/, ""), found.length > 1 ? h("span", { class: "code-rest" }, `+${found.length - 1}`) : null);
      mark.style.top = `${y + 4}px`;
      return mark;
    }));
  }

  // -- the panel -------------------------------------------------------------------------------------------------

  #draw() {
    this.#counts();
    const items = this.findings.filter((finding) => this.shown[finding.severity]).map((finding) => this.#item(finding));
    if (!this.findings.length) items.push(h("li", { class: "none" }, h("b", {}, "没有审核意见"), $("#open-checks")?.hidden === false ? "能判断的规则没有查出问题；判断不了的列在下面。" : "按现有规则没有查出问题，可以报送。"));
    this.list.replaceChildren(...items);
  }

  #item(finding) {
    const active = finding.id === this.active;
    return h("li", { "data-id": finding.id, class: active ? "active" : "" },
      h("button", { type: "button", class: "item", "aria-expanded": String(active), onclick: () => { this.#activate(finding.id); this.onGo(finding.address); } },
        h("span", { class: `glyph sev-${finding.severity}`, title: WORD[finding.severity] }, SIGN[finding.severity]),
        h("span", { class: "msg" }, finding.message), h("span", { class: "code" }, finding.rule.replace(/^ZS/, "")),
        h("span", { class: "where" }, [finding.indicator, finding.cell_name].filter(Boolean).join(" · "))),
      active ? h("div", { class: "more" }, this.#details(finding)) : null);
  }

  #details(finding) {
    const pairs = [["为什么", finding.why], ["改法", finding.suggestion || finding.how_to_fix], ["依据", finding.legal_basis]];
    const others = [...new Set((finding.related || []).map((other) => [other.project_name, other.cell_name, other.quote].filter(Boolean).join("：")))];
    for (const other of others.slice(0, 3)) pairs.push(["对照", other]);
    if (others.length > 3) pairs.push(["", `还有${others.length - 3}处`]);
    return [h("dl", {}, ...pairs.filter(([, text]) => text).flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
      finding.fix ? h("div", { class: "toolbar" }, this.#fixButton(finding)) : null];
  }

  #fixButton(finding) {
    return h("button", { type: "button", class: "btn btn-small btn-primary", "data-fix": finding.rule, title: finding.fix.text, onclick: () => { this.hideCard(); this.onFix(finding.fix); } }, finding.fix.label || "改好");
  }

  #counts() {
    const count = { error: 0, warning: 0, info: 0 };
    for (const finding of this.findings) count[finding.severity] += 1;
    for (const button of $$(".filter")) $("b", button).textContent = count[button.dataset.filter];
    if ($("#problem-count")) $("#problem-count").textContent = this.findings.length;
  }

  #filter(button) {
    const severity = button.dataset.filter;
    this.shown[severity] = !this.shown[severity];
    button.setAttribute("aria-pressed", String(this.shown[severity]));
    this.#draw();
    this.paint();
  }

  #activate(id) {
    if (this.active === id) return;
    this.active = id;
    clearTimeout(this.drawTimer);
    this.#draw();
    const item = this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (item) this.list.scrollTop = Math.max(0, item.offsetTop - this.list.offsetTop - 60);
    const finding = this.findings.find((each) => each.id === id);
    const cell = finding && cellOf(finding.address);
    if (this.#highlights) {
      const range = cell && quoteRange(cell, finding.quote);
      CSS.highlights.set("zs-active", range ? new Highlight(range) : new Highlight());
    }
  }

  // -- the card ---------------------------------------------------------------------------------------------------

  #hover(event) {
    const cell = event.target.closest(".cell[data-address]");
    clearTimeout(this.hoverTimer);
    if (cell && this.of(cell.dataset.address).length) this.hoverTimer = setTimeout(() => this.pop(cell, false), 450);
  }

  // Take up the cell that the pointer rested on before anybody listened.
  wake() { const cell = $("#paper .cell[data-address]:hover"); if (cell) this.#hover({ target: cell }); }

  pop(cell, takeFocus) {
    const found = this.of(cell?.dataset?.address || "");
    if (!found.length) return;
    this.cell = cell;
    this.card.replaceChildren(...found.map((finding) => h("section", { class: `sev-${finding.severity}` },
      h("h3", {}, h("span", { class: `glyph sev-${finding.severity}` }, SIGN[finding.severity]), finding.title, h("span", { class: "code" }, finding.rule)),
      h("p", {}, finding.message, finding.quote ? [" ", h("q", {}, finding.quote)] : null),
      h("dl", {}, ...[["为什么", finding.why], ["改法", finding.suggestion || finding.how_to_fix]].filter(([, text]) => text).flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
      finding.legal_basis ? h("div", { class: "basis" }, `依据：${finding.legal_basis}`) : null,
      finding.fix ? h("div", { class: "acts" }, this.#fixButton(finding)) : null)));
    this.cardIds = this.#shownIds();
    this.card.hidden = false;
    const at = cell.getBoundingClientRect(), card = this.card.getBoundingClientRect();
    const below = at.bottom + 6 + card.height < innerHeight || at.top < card.height + 12;
    this.card.style.left = `${Math.max(12, Math.min(at.left, innerWidth - card.width - 12)) + scrollX}px`;
    this.card.style.top = `${(below ? at.bottom + 6 : at.top - card.height - 6) + scrollY}px`;
    if (takeFocus) { const button = $("button", this.card); if (button) button.focus(); else { this.card.tabIndex = -1; this.card.focus(); } }
  }

  hideCard() { this.card.hidden = true; }

  #shownIds() { return this.of(this.cell.dataset.address).map((finding) => finding.id).join(" "); }
}

function cellOf(address) {
  const direct = $$("#paper .cell[data-address]").find((cell) => cell.dataset.address === address || (cell.dataset.also || "").split(" ").includes(address));
  if (direct) return direct;
  if (address === "indicators") return $("#paper .indicators thead th") || $("#indicator-rows .cell");
  const stem = { budget: "budget.total", fund_plan: "fund_plan.3" }[address];
  return stem ? $(`#paper .cell[data-address="${stem}"]`) : address === "heading" ? $("#paper .form-title") : null;
}

// Where the quoted words stand in the cell now, as a range over its text nodes.
function quoteRange(cell, quote) {
  const text = cell.textContent;
  const at = quote ? text.indexOf(quote) : -1;
  if (at < 0 || !cell.firstChild) return null;
  const range = document.createRange();
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let seen = 0, started = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = seen + node.data.length;
    if (!started && at < end) { range.setStart(node, at - seen); started = true; }
    if (started && at + quote.length <= end) { range.setEnd(node, at + quote.length - seen); return range; }
    seen = end;
  }
  return null;
}

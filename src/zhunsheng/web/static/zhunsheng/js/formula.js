// The formula editor: what is wrong is underlined with a sentence, what is right says what it would come to; names are offered.
import { $, $$, ask, h } from "./dom.js";

for (const form of $$("form[data-formula]")) editor(form, JSON.parse(form.dataset.formula));

function editor(form, setup) {
  const text = $("textarea[name=formula]", form), said = $(".said-box", form), list = $(".offers", form);
  let asked = 0, timer, offers = [], chosen = -1;

  async function look(wantOffers) {
    const mine = ++asked;
    const data = { formula: text.value, key: setup.key, window: form.elements.window?.value, scope: form.elements.scope?.value, target: form.elements.target?.value ?? "" };
    if (wantOffers) data.caret = text.selectionStart;
    let answer;
    try { answer = await ask(setup.check, data); } catch (refusal) { if (mine === asked) said.replaceChildren(h("p", { class: "wrong" }, refusal.data?.message || "现在查不了，保存时再查。")); return; }
    if (mine !== asked) return;
    show(answer);
    offer(wantOffers ? answer.offers : []);
  }

  function show(answer) {
    if (answer.problems.length) {
      said.replaceChildren(h("pre", {}, marked(answer.problems)), ...answer.problems.map((one) => h("p", { class: "wrong" }, one.message)));
      return;
    }
    if (!answer.words) { said.replaceChildren(); return; }
    const parts = [h("p", { class: "right" }, "算的是：", answer.words)];
    const found = answer.preview;
    if (found) {
      const number = found.value ? [h("b", {}, found.value), found.unit || ""] : ["没有数"];
      const quotient = found.numerator && found.denominator ? `（${found.numerator} ÷ ${found.denominator}）` : "";
      parts.push(h("p", { class: "right" }, "现在是：", ...number, quotient, `，用到${found.records}条记录`, found.note ? `。${found.note}` : ""));
    }
    said.replaceChildren(...parts);
  }

  function marked(problems) {
    const pieces = [];
    let at = 0;
    for (const { start, end } of problems) {
      if (start < at) continue;
      pieces.push(text.value.slice(at, start), h("mark", {}, text.value.slice(start, Math.max(end, start + 1)) || "⌄"));
      at = Math.max(end, start + 1);
    }
    pieces.push(text.value.slice(at));
    return pieces;
  }

  function offer(found) {
    offers = found; chosen = found.length ? 0 : -1;
    list.hidden = !found.length;
    list.replaceChildren(...found.map((one, index) => h("li", { role: "option", "aria-selected": String(index === chosen), onmousedown: (event) => { event.preventDefault(); take(index); } }, h("b", {}, one.label), h("i", {}, one.what), h("span", {}, one.meaning))));
  }

  function move(step) {
    chosen = (chosen + step + offers.length) % offers.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    const one = offers[index];
    text.setRangeText(one.insert, one.start, one.end, "end");
    if (one.back) text.selectionStart = text.selectionEnd = text.selectionEnd - one.back;
    offer([]);
    text.focus();
    look(false);
  }

  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => look(true), 180); });
  text.addEventListener("blur", () => offer([]));
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") { event.preventDefault(); look(true); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(chosen); }
    else if (event.key === "Escape") { event.preventDefault(); offer([]); }
  });
  for (const button of $$("[data-take]")) button.addEventListener("click", () => {
    text.value = button.dataset.take;
    for (const name of ["window", "scope"]) if (form.elements[name]) form.elements[name].value = button.dataset[name];
    const blank = text.value.indexOf("…");
    text.focus();
    if (blank >= 0) text.setSelectionRange(blank, blank + 1);
    look(false);
  });
  for (const name of ["window", "scope"]) form.elements[name]?.addEventListener("change", () => look(false));
  if (text.value) look(false);
}

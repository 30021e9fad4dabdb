// Building a survey: questions added, moved, removed; what is wrong stands beside its field; the draft outlives a closed tab.
import { $, $$, Refusal, ask, h, renewToken } from "../dom.js";

const setup = JSON.parse($("#setup").textContent);
const store = `zs:survey:${setup.unit}:${setup.id ?? "new"}`;
const list = $("#questions");
const NUMBERS = ["sample", "population"], WORDS = ["title", "intro", "group"];

function start() {
  for (const row of setup.projects) $("#project").append(h("option", { value: String(row.id) }, `${row.year} ${row.name}`));
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(store) || "null"); } catch { kept = null; }
  if (kept) { $("#draft-state").textContent = "上次没有保存的内容已放回"; fill(kept.survey, kept.plan); } else fill(setup.survey, setup.plan);
}

function fill(survey, plan) {
  for (const name of [...WORDS, ...NUMBERS, "least_rate"]) $(`#${name}`).value = survey[name] ?? "";
  for (const name of ["access", "project", "issued", "opens", "closes"]) $(`#${name}`).value = plan[name] ?? "";
  list.replaceChildren(...survey.questions.map(question));
  number();
}

function question(data = {}) {
  const select = h("select", { class: "type", "aria-label": "题型" }, setup.types.map((type) => h("option", { value: type.name, selected: type.name === (data.type || "satisfaction") }, type.label)));
  const item = h("li", { class: "card question" },
    h("div", { class: "head" }, h("b", { class: "no" }), h("input", { class: "title", maxlength: "60", value: data.title || "", placeholder: "题目", "aria-label": "题目" }), select,
      h("button", { type: "button", class: "btn btn-quiet btn-small", title: "上移", "aria-label": "上移", onclick: () => { item.previousElementSibling?.before(item); number(); keep(); } }, "↑"),
      h("button", { type: "button", class: "btn btn-quiet btn-small", title: "下移", "aria-label": "下移", onclick: () => { item.nextElementSibling?.after(item); number(); keep(); } }, "↓"),
      h("button", { type: "button", class: "btn btn-quiet btn-small btn-danger", "aria-label": "删除这道题", onclick: () => { item.remove(); number(); keep(); } }, "删除")),
    h("div", { class: "body" },
      h("label", { class: "choices" }, h("span", {}, "选项，一行一个"), h("textarea", { rows: "5" }, (data.choices || []).join("\n"))),
      h("label", { class: "most" }, h("span", {}), h("input", { inputmode: "numeric", value: data.most ? String(data.most) : "" })),
      h("label", { class: "check" }, h("input", { type: "checkbox", class: "required", checked: data.required !== false }), " 必答")),
    h("ul", { class: "errorlist" }));
  select.addEventListener("change", () => shape(item, true));
  shape(item, false);
  return item;
}

// What a type needs: choices, the highest score, how many may be chosen.
function shape(item, changed) {
  const type = $(".type", item).value, choices = $(".choices", item), most = $(".most", item), area = $("textarea", choices);
  choices.hidden = !["satisfaction", "single", "multiple"].includes(type);
  most.hidden = !["score", "multiple"].includes(type);
  $("span", choices).textContent = type === "satisfaction" ? "五个等级，从好到差，一行一个；前两个算满意" : "选项，一行一个";
  $("span", most).textContent = type === "score" ? `满分（不超过${setup.highest}）` : "最多选几项（空着不限）";
  if (type === "satisfaction" && (changed || !area.value)) area.value = setup.grades.join("\n");
  else if (changed && area.value === setup.grades.join("\n")) area.value = "";
}

function number() { [...list.children].forEach((item, index) => { $(".no", item).textContent = `${index + 1}`; item.dataset.path = `questions[${index}]`; }); $("#add").disabled = list.children.length >= setup.most; }

const whole = (text) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : text.trim() || null);

function read() {
  const survey = Object.fromEntries(WORDS.map((name) => [name, $(`#${name}`).value]));
  for (const name of NUMBERS) survey[name] = whole($(`#${name}`).value);
  survey.least_rate = $("#least_rate").value.trim() || null;
  survey.questions = [...list.children].map((item) => {
    const type = $(".type", item).value, row = { title: $(".title", item).value, type, required: $(".required", item).checked };
    if (!$(".choices", item).hidden) row.choices = $("textarea", item).value.split("\n").map((word) => word.trim()).filter(Boolean);
    if (!$(".most", item).hidden) row.most = whole($(".most input", item).value) ?? 0;
    return row;
  });
  const plan = { access: $("#access").value, project: Number($("#project").value) || null, issued: whole($("#issued").value), opens: $("#opens").value, closes: $("#closes").value };
  return { survey, plan };
}

function keep() { try { localStorage.setItem(store, JSON.stringify(read())); $("#draft-state").textContent = "草稿留在这台电脑上，还没有保存"; } catch { /* a full store: the page still holds it */ } }

function say(errors) {
  for (const old of $$(".builder .errorlist li, .builder .field .wrong-words")) old.remove();
  for (const [path, words] of Object.entries(errors)) {
    const asked = path.match(/^questions\[(\d+)\]/);
    if (asked) $(".errorlist", list.children[Number(asked[1])])?.append(h("li", {}, words));
    else ($(`[data-field="${path}"]`) || $("#told")).append(h("p", { class: "errorlist wrong-words" }, words));
  }
  ($(".errorlist li") || $(".wrong-words"))?.scrollIntoView({ block: "center" });
}

$("#add").addEventListener("click", () => { const item = question({ type: "single" }); list.append(item); number(); $(".title", item).focus(); });
$("#builder").addEventListener("input", keep);
$("#builder").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { survey, plan } = read();
  try {
    const answer = await ask(`/surveys/save/?unit=${encodeURIComponent(setup.unit)}`, { id: setup.id, survey, plan });
    localStorage.removeItem(store);
    location.assign(answer.url);
  } catch (error) {
    const refused = error instanceof Refusal;
    $("#told").replaceChildren(h("div", { class: "notice notice-error", role: "alert" }, h("p", {}, refused ? error.message : "没有连上服务器，没有保存。写的内容都在，网络好了再保存。")));
    if (refused) say(error.data.errors || {});
    if (refused && (error.status === 401 || error.status === 403)) renewToken();
  }
});

start();

// The entry form of one kind: what is asked first on top, the rest folded away; big things to touch.
import { h } from "../dom.js";
import { taken } from "./picture.js";

const BUTTONS_UP_TO = 6;

export class EntryForm {
  constructor(root, { onPhoto }) { Object.assign(this, { root, onPhoto, files: [], fields: new Map(), reading: new Set(), kind: null }); }

  // Build the form. `last` is what the last entry of this kind said, `given` what a QR code says.
  // `standsAt` is a demonstration's day, which is its today.
  show(kind, { projects, things, last = {}, given = {}, filled = {}, project = null, why = "", person = "", standsAt = null }) {
    this.kind = kind;
    this.standsAt = standsAt;
    this.files = [];
    this.reading = new Set();
    this.fields = new Map();
    const start = Object.fromEntries(kind.remembered.filter((name) => last[name]).map((name) => [name, last[name]]));
    if (kind.columns.some((column) => column.name === "person")) start.person ||= person;
    Object.assign(start, filled, given);
    const first = [...new Set([...Object.keys(given), ...kind.asked])]; // what a QR code says stands on top
    const asked = first.map((name) => kind.columns.find((column) => column.name === name)).filter(Boolean);
    const rest = kind.columns.filter((column) => !asked.includes(column));
    const extra = rest.length ? h("details", { class: "more", open: rest.some((column) => column.required && !start[column.name] && column.name !== kind.day) }, h("summary", {}, `还有${rest.length}项`), rest.map((column) => this.#field(column, start, things))) : null;
    this.root.replaceChildren(...[
      this.#projects(projects, project, why),
      kind.photo === "no" ? null : this.#photo(),
      ...asked.map((column) => this.#field(column, start, things)),
      extra,
      kind.photo === "no" ? this.#photo() : null,
    ].filter(Boolean));
  }

  get cells() {
    const cells = {};
    for (const [name, field] of this.fields) { const text = field.read().trim(); if (text) cells[name] = text; }
    return cells;
  }
  get project() { return Number(this.root.querySelector("#project")?.value) || null; }
  get isBlank() { return !this.files.length && !this.reading.size && [...this.fields].every(([, field]) => field.read().trim() === field.start); }

  // Photos that are still being read belong to this form: who writes it down waits for them.
  async photos() {
    const { files, reading } = this;
    await Promise.allSettled([...reading]);
    return files;
  }

  // Sentences beside their columns; what is about the whole entry is returned.
  say(remarks) {
    for (const [, field] of this.fields) { field.said.replaceChildren(); field.box.classList.remove("wrong"); }
    const others = [];
    for (const remark of remarks) {
      const field = this.fields.get(remark.column);
      if (!field) { others.push(remark); continue; }
      field.said.append(h("p", {}, remark.sentence));
      if (remark.gravity === "refuse") field.box.classList.add("wrong");
      field.box.closest("details")?.setAttribute("open", "");
    }
    this.root.querySelector(".wrong input, .wrong select, .wrong textarea")?.focus();
    return others;
  }

  // What can be told without the server: required columns that are blank.
  missing() {
    return this.kind.columns.filter((column) => column.required && !this.fields.get(column.name).read().trim())
      .map((column) => ({ column: column.name, sentence: `请填${column.label}。`, gravity: "refuse" }));
  }

  #projects(projects, project, why) {
    if (!projects.length) return null;
    const options = projects.map((row) => h("option", { value: String(row.id), selected: row.id === project }, row.name));
    return h("label", { class: "field project" }, h("span", {}, "项目"), h("select", { id: "project" }, h("option", { value: "" }, "全单位（不分项目）"), options), why ? h("small", { class: "help" }, why) : null);
  }

  #photo() {
    this.shown = h("div", { class: "photos" });
    this.refused = h("div", { class: "said", role: "alert" });
    const input = h("input", { type: "file", id: "photo", class: "visually-hidden", accept: "image/*", capture: "environment", multiple: true, onchange: () => { this.#take([...input.files]); input.value = ""; } });
    return h("div", { class: "field photo" }, h("label", { class: "btn shot", for: "photo" }, icon("camera"), this.kind.photo === "expected" ? "先拍照" : "拍照"), input, this.shown, this.refused);
  }

  #take(chosen) {
    const { reading } = this, work = this.#read(chosen, this.files, this.shown, this.refused);
    reading.add(work);
    work.finally(() => reading.delete(work));
  }

  // Into the lists of the form as it stood when they were chosen, even if another one is shown meanwhile.
  async #read(photos, files, shown, refused) {
    refused.replaceChildren();
    for (const chosen of photos) {
      const file = await taken(chosen).catch((error) => refused.append(h("p", {}, error.message)));
      const buffer = await file?.arrayBuffer().catch(() => refused.append(h("p", {}, `“${chosen.name}”读不出来，没有加上。请再拍一次，或重新选。`)));
      if (!buffer) continue;
      const kept = { name: file.name || "照片.jpg", type: file.type, buffer, state: "waiting" };
      files.push(kept);
      const canvas = h("canvas", { width: 72, height: 72 });
      const item = h("button", { type: "button", class: "thumb", "aria-label": `去掉${kept.name}`, onclick: () => { files.splice(files.indexOf(kept), 1); item.remove(); this.onPhoto(); } }, canvas);
      shown.append(item);
      createImageBitmap(file, { resizeWidth: 144, resizeQuality: "low" }).then((picture) => {
        const side = Math.min(picture.width, picture.height);
        canvas.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 72, 72);
      }).catch(() => item.append(h("span", {}, "?")));
    }
    this.onPhoto();
  }

  #field(column, start, things) {
    const id = `c-${column.name}`;
    const said = h("div", { class: "said", role: "alert" });
    const made = this.#control(column, id, things);
    const initial = start[column.name] || (column.name === this.kind.day ? now(column.type, this.standsAt) : "");
    made.write(initial);
    const label = [column.label, column.unit ? h("small", {}, column.unit) : null, column.required ? h("small", { class: "must" }, "必填") : null];
    const name = made.group ? h("span", { id: `${id}-name` }, label) : h("label", { for: id }, label);
    const box = h("div", { class: "field", ...(made.group ? { role: "group", "aria-labelledby": `${id}-name` } : {}) }, name, made.element, column.help ? h("p", { class: "help" }, column.help) : null, said);
    this.fields.set(column.name, { ...made, said, box, start: initial });
    return box;
  }

  #control(column, id, things) {
    if (column.type === "boolean") return buttons(id, ["是", "否"]);
    if (column.type === "choice" && column.choices.length <= BUTTONS_UP_TO) return buttons(id, column.choices);
    if (column.type === "choice") return plain(h("select", { id }, h("option", { value: "" }, "请选择"), column.choices.map((word) => h("option", {}, word))));
    if (column.type === "date") return plain(h("input", { id, type: "date" }));
    if (column.type === "moment") {
      const input = h("input", { id, type: "datetime-local" });
      const button = h("button", { type: "button", class: "btn", onclick: () => { input.value = now("moment", this.standsAt); } }, "现在");
      return { ...plain(input), element: h("div", { class: "with" }, input, button) };
    }
    if (column.type === "text") {
      const known = column.thing ? things : [];
      const input = h("input", { id, type: "text", autocomplete: "off", list: known.length ? `${id}-known` : null, enterkeyhint: "next" });
      return { ...plain(input), element: known.length ? h("div", {}, input, h("datalist", { id: `${id}-known` }, known.map((word) => h("option", { value: word })))) : input };
    }
    return plain(h("input", { id, type: "text", inputmode: column.type === "count" ? "numeric" : "decimal", autocomplete: "off", enterkeyhint: "next" }));
  }
}

const plain = (element) => ({ element, read: () => element.value, write: (text) => { element.value = text; } });

function buttons(id, words) {
  const inputs = words.map((word, index) => h("input", { type: "radio", name: id, id: `${id}-${index}`, value: word, class: "visually-hidden" }));
  // a second tap on the chosen word takes the choice back
  for (const input of inputs) input.addEventListener("click", () => { if (input.dataset.on) { input.checked = false; delete input.dataset.on; } else { for (const other of inputs) delete other.dataset.on; input.dataset.on = "1"; } });
  const element = h("div", { class: "choices" }, inputs.flatMap((input, index) => [input, h("label", { for: input.id }, words[index])]));
  return { element, group: true, read: () => inputs.find((input) => input.checked)?.value || "", write: (text) => { for (const input of inputs) { input.checked = input.value === text; if (input.checked) input.dataset.on = "1"; } } };
}

// The clock on the wall, as the controls take it; a demonstration's day stands still.
export function now(type, standsAt = null) {
  const at = new Date(), two = (number) => String(number).padStart(2, "0");
  const day = standsAt || `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return type === "moment" ? `${day}T${two(at.getHours())}:${two(at.getMinutes())}` : day;
}

export function icon(name) {
  const paths = { camera: "M3 6h3l1.5-2h5L14 6h3v10H3zM10 8.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6", place: "M10 17s5.5-5 5.5-9a5.5 5.5 0 0 0-11 0c0 4 5.5 9 5.5 9zM10 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4" };
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
  for (const [key, value] of Object.entries({ class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" })) svg.setAttribute(key, value);
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

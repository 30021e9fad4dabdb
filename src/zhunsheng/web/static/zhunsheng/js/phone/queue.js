// The list of what was entered on this phone: what waits, what went and its receipt, what has to be mended.
import { $, h, toast } from "../dom.js";
import { change, entries, remove } from "./store.js";

const WORDS = { waiting: "等待发送", sent: "已发送", asked: "要确认", refused: "要改" };
const BADGES = { waiting: "badge-warning", sent: "badge-ok", asked: "badge-warning", refused: "badge-error" };
const SHOWN = 200;

export class Queue {
  constructor({ user, onSend, onEdit }) {
    Object.assign(this, { user, onSend, onEdit });
    $("#export").addEventListener("click", () => this.#export());
    $("#send").addEventListener("click", () => { this.onSend(); toast("正在发送"); });
  }

  async show() {
    const rows = await entries().catch(() => []);
    const mine = this.user()?.id;
    const sent = rows.filter((row) => row.state === "sent").length, waiting = rows.filter((row) => row.state === "waiting").length;
    const stuck = rows.length - sent - waiting;
    $("#status").dataset.state = stuck ? "stuck" : waiting ? "waiting" : "sent";
    $("#status").replaceChildren(h("span", {}, `已发送 ${sent}`), h("b", {}, `等待 ${waiting}`), stuck ? h("em", {}, `要改 ${stuck}`) : "");
    $("#send").hidden = !waiting;
    $("#export").hidden = !(waiting + stuck);
    const others = rows.filter((row) => row.state !== "sent" && mine && row.user !== mine).length;
    $("#others").textContent = others ? `有${others}条是别人在这台手机上录的，要由他本人登录后发送。` : "";
    $("#rows").replaceChildren(...rows.slice(0, SHOWN).map((row) => this.#row(row, row.user === mine)));
    $("#none").hidden = rows.length > 0;
  }

  #row(row, mine) {
    const files = (row.files || []).length ? `照片${row.files.filter((file) => file.state === "sent").length}/${row.files.length}` : "";
    const notes = [row.note, ...(row.remarks || []).map((remark) => remark.sentence), row.state === "sent" ? "" : row.why, ...(row.files || []).map((file) => file.note)].filter(Boolean);
    return h("li", { "data-state": row.state, "data-id": row.id },
      h("div", { class: "line" }, h("b", {}, row.label), h("span", { class: "what" }, row.title), h("span", { class: `badge ${BADGES[row.state]}` }, WORDS[row.state])),
      h("p", { class: "muted small" }, [clock(row.made), files, row.receipt ? `回执 ${row.receipt}` : ""].filter(Boolean).join(" · ")),
      [...new Set(notes)].map((note) => h("p", { class: "note" }, note)),
      row.state === "sent" || !mine ? null : h("div", { class: "toolbar" }, this.#buttons(row)));
  }

  #buttons(row) {
    const button = (words, act, css = "") => h("button", { type: "button", class: `btn ${css}`, onclick: act }, words);
    const refusedFiles = row.receipt && row.state === "refused";
    return [
      row.state === "asked" ? button("没有错，发送", async () => { await change(row.id, { confirmed: true, state: "waiting", remarks: [], why: "" }); this.onSend(); }, "btn-primary") : null,
      refusedFiles ? button("不要这张照片", async () => { await change(row.id, { files: row.files.filter((file) => file.state !== "refused"), state: "waiting" }); this.onSend(); }, "btn-primary") : null,
      row.receipt ? null : button("修改", () => this.onEdit(row.id)),
      row.receipt ? null : button("删除", async (event) => {
        if (event.target.dataset.sure) { await remove(row.id); this.show(); } else { event.target.dataset.sure = "1"; event.target.textContent = "真的删除"; }
      }, "btn-danger"),
    ];
  }

  // The last resort: what was not sent, as a file that the desk can import. Photos go along as text.
  async #export() {
    const rows = (await entries()).filter((row) => row.state !== "sent");
    const plain = rows.map((row) => ({ ...row, files: (row.files || []).map((file) => ({ name: file.name, type: file.type, data: file.buffer ? base64(file.buffer) : null })) }));
    const text = JSON.stringify({ schema: "zhunsheng/unsent@1", user: this.user()?.name || "", entries: plain }, null, 1);
    const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: `未发送的记录-${new Date().toISOString().slice(0, 10)}.json` });
    document.body.append(link);
    link.click();
    link.remove();
  }

  placed(found) { $("#place").textContent = found ? "已定位" : "没有定位"; $("#place").hidden = false; $("#locate").hidden = true; }
  askPlace(act) { $("#locate").hidden = false; $("#locate").onclick = act; $("#place").hidden = true; }
}

const clock = (at) => new Intl.DateTimeFormat("zh-CN", { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).format(at);

function base64(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

// Saving: nothing asks to be saved. Edits go one after another; what cannot go waits in the browser and goes later.
import { $, Refusal, ask, newId, renewToken, toast } from "../dom.js";

const RETRY = 3000, POLL = 4000;

export class Saving {
  constructor(url, revision, { onAnswer, onForeign, onLost }) {
    Object.assign(this, { url, revision, onAnswer, onForeign, onLost });
    this.store = `zs:waiting:${url}`;
    this.queue = [];
    this.refused = new Map(); // address → what the server still holds there
    this.busy = null;
    this.state = $("#save-state");
    addEventListener("online", () => this.#run());
    addEventListener("pagehide", () => this.#keep());
    setInterval(() => this.#poll(), POLL);
  }

  get waiting() { return this.queue.length > 0 || this.refused.size > 0; }
  nextId() { return newId(); }
  seen(revision) { if (revision > this.revision) this.revision = revision; }
  known(address) { return this.queue.some((edit) => edit.address === address); }

  // Queue one cell's text; a later text of the same waiting cell takes its place.
  put(address, text, base, also, force = false) {
    if (this.refused.has(address)) base = this.refused.get(address);
    const later = this.queue.find((edit) => edit.address === address && edit !== this.sending);
    if (later) { later.text = text; later.client_id = newId(); }
    else this.queue.push({ address, text, base, also, force, client_id: newId() });
    this.#keep();
    this.#run();
    return this.settled();
  }

  async settled() { while (this.busy) await this.busy; }

  // Text that an earlier visit could not send: put it back into its cells and send it now.
  restore(show) {
    let kept = [];
    try { kept = JSON.parse(localStorage.getItem(this.store) || "[]"); } catch { kept = []; }
    for (const edit of kept) { this.queue.push(edit); show(edit.address, edit.text); }
    if (kept.length) { toast(`上次有${kept.length}处没有保存上，已放回原处，正在保存。`); this.#run(); }
  }

  show(state, at, why = "断网") {
    if (state === "saved" && this.refused.size) state = "refused";
    this.state.dataset.state = state === "refused" ? "unsaved" : state;
    const words = { saved: `已保存${at ? ` ${at}` : ""}`, saving: "正在保存", unsaved: `未保存（${why}），${this.queue.length}处等着`, refused: `有${this.refused.size}处没有保存，请改好` };
    this.state.textContent = words[state];
  }

  #keep() {
    try {
      if (this.queue.length) localStorage.setItem(this.store, JSON.stringify(this.queue));
      else localStorage.removeItem(this.store);
    } catch { /* a full or closed store: the queue still lives in this page */ }
  }

  #run() { if (!this.busy) this.busy = this.#drain().finally(() => { this.busy = null; }); }

  async #drain() {
    while (this.queue.length) {
      this.sending = this.queue[0];
      this.show("saving");
      try {
        const answer = await ask(`${this.url}cells/`, { ...this.sending, revision: this.revision });
        this.refused.delete(this.sending.address);
        this.#done();
        this.onAnswer(answer);
        if (!this.queue.length) this.show("saved", answer.saved_at);
      } catch (error) {
        if (!(error instanceof Refusal)) { this.show("unsaved"); clearTimeout(this.retry); this.retry = setTimeout(() => this.#run(), RETRY); return; }
        await this.#refused(error);
      } finally { this.sending = null; }
    }
  }

  #done() { this.queue.shift(); this.#keep(); }

  async #refused(error) {
    const edit = this.queue[0];
    if (error.status === 409 && error.data.conflict) {
      const choice = await this.#conflict(error.data.conflict);
      this.#done();
      this.seen(error.data.revision);
      if (choice === "theirs") this.onAnswer({ revision: error.data.revision, cells: { [edit.address]: error.data.conflict.theirs ?? "" }, findings: error.data.findings });
      else {
        const text = choice === "both" ? `${error.data.conflict.theirs ?? ""}\n${edit.text}` : edit.text;
        this.queue.unshift({ ...edit, text, base: error.data.conflict.theirs ?? "", client_id: newId() });
      }
      this.show("saved");
      return;
    }
    if (error.status === 401 || error.status === 403 || error.status >= 500) {
      const signedOut = error.status === 401 || error.status === 403;
      this.show("unsaved", "", signedOut ? "登录已过期" : "服务器没有应答");
      this.onLost(signedOut ? "登录已过期。请在新窗口登录，这一页会接着保存，写过的内容都还在。" : error.message);
      if (signedOut) await renewToken();
      this.queue.push(this.queue.shift());
      this.#keep();
      await new Promise((resolve) => { this.retry = setTimeout(resolve, RETRY * 3); });
      return;
    }
    this.refused.set(edit.address, edit.base);
    this.#done();
    this.show("refused");
    this.onLost(`${error.message}${edit.text ? `（你写的是：${edit.text.slice(0, 60)}）` : ""}`);
  }

  // Both texts side by side; one click each.
  #conflict(conflict) {
    const dialog = $("#conflict");
    $("#conflict-why").textContent = `${conflict.by}在${conflict.at}改了“${conflict.cell_name || "这一格"}”，和你改的不一样。两份都在，请选一份。`;
    $("#conflict-mine").textContent = conflict.mine || "（空）";
    $("#conflict-theirs").textContent = conflict.theirs || "（空）";
    $("#conflict-who").textContent = `${conflict.by}写的`;
    dialog.showModal();
    return new Promise((resolve) => {
      const choose = (choice) => { dialog.close(); resolve(choice); };
      $("#use-mine").onclick = () => choose("mine");
      $("#use-theirs").onclick = () => choose("theirs");
      $("#use-both").onclick = () => choose("both");
      dialog.oncancel = (event) => event.preventDefault();
    });
  }

  async #poll() {
    if (document.hidden || this.busy || this.queue.length || $("dialog[open]")) return;
    try {
      const answer = await ask(`${this.url}changes/?since=${this.revision}`);
      if (answer.revision > this.revision && !this.busy) { this.revision = answer.revision; this.onForeign(answer); }
    } catch { /* the next save will say what is wrong */ }
  }
}

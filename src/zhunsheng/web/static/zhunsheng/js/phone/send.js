// Sending what waits, one after another. Ids are made here, so a second sending of the same entry doubles nothing.
import { change, entries } from "./store.js";

const TIMEOUT = 60_000;

export class Sender {
  constructor({ user, onChange, onSignedOut }) {
    Object.assign(this, { user, onChange, onSignedOut, busy: false });
    addEventListener("online", () => this.run());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.run(); });
    setInterval(() => this.run(), 20_000);
  }

  // Everything that waits and is this person's; a lock keeps two tabs from sending the same at the same time.
  async run() {
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    try {
      do { this.again = false; await locked(() => this.#all()); } while (this.again);
    } finally { this.busy = false; this.onChange(); }
  }

  async #all() {
    const waiting = (await entries()).filter((row) => row.state === "waiting" && row.user === this.user()).reverse();
    for (const row of waiting) if (!(await this.#one(row))) return;
  }

  // False when it makes no sense to try the next one now.
  async #one(row) {
    try {
      if (!row.receipt) {
        const body = { id: row.id, user: row.user, kind: row.kind, project: row.project, cells: row.cells, place: row.place, confirmed: row.confirmed };
        const answer = await post("/m/entries/", JSON.stringify(body), { "Content-Type": "application/json" });
        row = await change(row.id, { receipt: answer.receipt, received: answer.at, note: answer.message || "", remarks: [] });
        this.onChange();
      }
      for (const [index, file] of (row.files || []).entries()) if (file.state === "waiting") row = await this.#file(row, index, file);
      await change(row.id, { state: (row.files || []).some((file) => file.state === "refused") ? "refused" : "sent" });
      this.onChange();
      return true;
    } catch (error) { return this.#failed(row, error); }
  }

  async #file(row, index, file) {
    const data = new FormData();
    data.append("user", row.user);
    data.append("file", new Blob([file.buffer], { type: file.type }), file.name);
    const files = [...row.files];
    try {
      const answer = await post(`/m/entries/${row.id}/files/`, data);
      files[index] = { name: file.name, type: file.type, state: "sent", note: answer.message || "" };
    } catch (error) {
      if (!(error instanceof Refused) || error.status < 400 || [401, 403, 409].includes(error.status) || error.status >= 500) throw error;
      files[index] = { ...file, state: "refused", note: error.message };
    }
    return change(row.id, { files });
  }

  async #failed(row, error) {
    if (!(error instanceof Refused)) { await change(row.id, { why: "没有网络，有信号时自动发送" }); return false; }
    if (error.status === 401) {
      await change(row.id, { why: "登录已过期，登录后自动发送" });
      this.onSignedOut();
      return false;
    }
    // 403: not with this page's token or these rights; 409: the session is another person's by now. Neither is mended in the entry
    if (error.status >= 500 || [403, 409, 429].includes(error.status)) { await change(row.id, { why: error.message }); return false; }
    const asks = error.answer.remarks?.length && error.answer.remarks.every((remark) => remark.gravity !== "refuse");
    await change(row.id, { state: asks ? "asked" : "refused", why: error.message, remarks: error.answer.remarks || [] });
    return true;
  }
}

export class Refused extends Error {
  constructor(status, answer) { super(answer.message || "服务器没有接受。"); this.status = status; this.answer = answer; }
}

// Throws Refused when the server answers no, TypeError when it cannot be reached.
export async function get(url) { return answered(await fetch(url, { headers: marks(), credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) })); }

// The page may be older than the session: the token is asked for when there is none, and anew once it is refused.
let token = "";
async function post(url, body, more = {}) {
  const had = token;
  if (!had) token = (await get("/m/token/")).token;
  try { return await postOnce(url, body, more); } catch (error) {
    if (error.status !== 403 || !had) throw error;
    token = (await get("/m/token/")).token;
    return postOnce(url, body, more);
  }
}

async function postOnce(url, body, more) {
  const headers = { ...marks(), ...more, "X-CSRFToken": token };
  return answered(await fetch(url, { method: "POST", headers, body, credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT) }));
}

const marks = () => ({ Accept: "application/json", "X-Requested-With": "fetch" });

async function answered(response) {
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  const answer = isJson ? await response.json() : {};
  if (!response.ok) throw new Refused(response.status, answer);
  if (!isJson) throw new Refused(response.redirected ? 401 : 502, { message: "服务器的回答看不懂，稍后自动再发。" });
  return answer;
}

function locked(act) {
  if (!navigator.locks) return act();
  return navigator.locks.request("zhunsheng-send", { ifAvailable: true }, (lock) => (lock ? act() : undefined));
}

// The phone page: it opens without a signal, keeps what is entered on the phone, and sends it when it can.
import { $, h, newUuid, toast } from "../dom.js";
import { EntryForm, now } from "./form.js";
import { Queue } from "./queue.js";
import { Refused, Sender, get } from "./send.js";
import { forgetOld, keep, persist, set, setting, entries, entry } from "./store.js";

const RECENT = 5;
const asked = new URLSearchParams(location.search);
let data = null, kind = null, place = null, correcting = null, turns = 0;
const form = new EntryForm($("#fields"), { onPhoto: () => {} });
const sender = new Sender({ user: () => data?.user.id, onChange: () => queue.show(), onSignedOut: signedOut });
const queue = new Queue({ user: () => data?.user, onSend: () => sender.run(), onEdit: edit });

// What was chosen last belongs to a person: several may use the same phone.
const mine = (name) => `${name}@${data.user.id}`;

start();

async function start() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/m/worker.js", { scope: "/m/" }).catch(() => {});
  else notice("info", "这个网址不是https，断网时请不要关闭本页：没有发送的记录会留着，但要有信号才能再打开。");
  data = await setting("data").catch(() => null);
  const shown = data ? await open() : turns;
  try {
    const fresh = await get("/m/data/");
    const first = !data || data.user.id !== fresh.user.id;
    data = fresh;
    await set("data", fresh);
    // not over what was tapped meanwhile, unless it was another person's
    if (first ? $("#queue").hidden : turns === shown && form.isBlank) await open(!first);
  } catch (error) {
    if (error instanceof Refused && error.status === 401) signedOut();
    else if (error instanceof Refused) notice("error", error.message);
    else if (!data) notice("error", "没有网络，也没有打开过这一页。请在有信号的地方先打开一次。");
  }
  persist();
  forgetOld().catch(() => {});
  queue.show();
  sender.run();
}

// The kind that a QR code names, else the last one, else the choice of kinds. `gently`: not over what was entered meanwhile.
// Returns its turn.
async function open(gently = false) {
  const turn = ++turns;
  const last = await setting(mine("kind"));
  const name = asked.get("kind") || last;
  const found = data.kinds.find((row) => row.name === name);
  if (asked.get("kind") && !found) notice("error", "这个二维码指的台账不在您能录的台账里。请另选一种，或联系本单位管理员。");
  if (turn === turns) await (found ? choose(found, null, turn, gently) : choices(turn));
  return turn;
}

async function choose(chosen, cells = null, turn = ++turns, gently = false) {
  kind = chosen;
  await set(mine("kind"), kind.name);
  const last = (await setting(mine(`last:${kind.name}`))) || {};
  const given = cells ? { ...cells } : fromCode(), before = await preset(last);
  if (kind !== chosen || (gently && !form.isBlank)) return;
  form.show(kind, { projects: data.projects, things: data.things[kind.name] || [], last: cells ? {} : last.cells || {}, given, ...before, person: cells ? "" : data.user.name, standsAt: data.stands_at });
  document.title = `${kind.label} · 准绳`;
  show("entry", turn);
  if (kind.place !== "no") locate(false);
}

// The project: of the entry that is mended, of the QR code, of the last entry of this kind, else one that counts such entries —
// the one this person used last, if it does. A project of a year that is over is not offered by itself while this year has one.
async function preset(last) {
  if (correcting) return { project: correcting.project };
  if (Number(asked.get("project"))) return { project: Number(asked.get("project")) };
  const counting = kind.projects || [], year = Number(now("date", data.stands_at).slice(0, 4));
  const isOver = last.project && counting.length && data.projects.find((row) => row.id === last.project)?.year < year;
  if (last.project !== undefined && !isOver) return { project: last.project };
  const used = await setting(mine("project"));
  const project = counting.includes(used) ? used : counting[0] || null;
  return { project, why: project ? "由取数办法选出，不对就改。" : "" };
}

// What the QR code on a lamp post or a tree says.
function fromCode() {
  if (asked.get("kind") !== kind.name) return {};
  const thing = kind.columns.find((column) => column.thing);
  return thing && asked.get("thing") ? { [thing.name]: asked.get("thing") } : {};
}

// First what this person entered on this phone, the latest on top; then the few kinds entered most, the person's own before the
// unit's; then everything else in its groups.
const OFTEN = 8;
async function choices(turn = ++turns) {
  const recent = (await setting(mine("recent")).catch(() => null)) || [];
  const own = recent.map((name) => data.kinds.find((row) => row.name === name)).filter(Boolean);
  const groups = new Map(own.length ? [["最近录过", own]] : []);
  for (const [place, row] of data.kinds.filter((each) => !own.includes(each)).entries()) { const group = row.used && place < OFTEN ? "常用" : row.group; groups.set(group, [...(groups.get(group) || []), row]); }
  const list = [...groups].map(([group, rows]) => h("section", {}, h("h2", {}, group), h("ul", { class: "kinds" }, rows.map((row) => h("li", {}, h("button", { type: "button", title: row.purpose, onclick: () => choose(row) }, row.label))))));
  $("#kinds").replaceChildren(...(list.length ? list : [h("p", {}, "本单位还没有可以录的台账。请联系本单位管理员。")]));
  $("#kind").replaceChildren("选台账");
  show("kinds", turn);
}

// What was asked for last is what one sees: a list that was being read meanwhile does not push itself in front.
function show(what, turn = ++turns) {
  if (turn !== turns) return;
  if (what === "entry" && kind) $("#kind").replaceChildren(kind.label);
  for (const part of ["entry", "kinds", "queue"]) $(`#${part}`).hidden = part !== what;
  $("#save-bar").hidden = what !== "entry";
  scrollTo(0, 0);
}

$("#kind").addEventListener("click", () => ($("#kinds").hidden ? data && choices() : kind && show("entry")));
$("#status").addEventListener("click", () => { if ($("#queue").hidden) { queue.show(); show("queue"); } else if (kind) show("entry"); else if (data) choices(); });
$("#back").addEventListener("click", () => (kind ? show("entry") : choices()));

$("#entry").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = $("#save");
  const missing = form.missing();
  if (missing.length) { tell(form.say(missing)); return; }
  const entered = kind, mended = correcting, turn = ++turns;  // whoever taps elsewhere while it is written stays there
  button.disabled = form.root.inert = true;
  try {
    const said = { project: form.project, cells: form.cells, title: title() };
    const row = {
      id: mended?.id || newUuid(), user: data.user.id, kind: entered.name, label: entered.label, ...said, place,
      files: [...(mended?.files || []).filter((file) => file.state === "sent"), ...(await form.photos())], state: "waiting", made: mended?.made || Date.now(), confirmed: false, remarks: [],
    };
    const recent = ((await setting(mine("recent"))) || []).filter((name) => name !== entered.name);
    await keep(row, {
      [mine(`last:${entered.name}`)]: { cells: Object.fromEntries(Object.entries(row.cells).filter(([name]) => entered.remembered.includes(name))), project: row.project },
      [mine("project")]: row.project,
      [mine("recent")]: [entered.name, ...recent].slice(0, RECENT),
    });
    correcting = null;
    asked.delete("thing");
    toast(navigator.onLine ? "已记下，正在发送" : "已记下，有信号时自动发送");
    if (kind === entered) await choose(entered, null, turn);
    queue.show();
    sender.run();
  } catch {
    notice("error", "手机的存储空间满了或被禁用，这一条没有记下。请清出空间后再点“记下”，内容还在。");
  } finally { button.disabled = form.root.inert = false; }
});

// Tell one entry from another in the list: the thing, else the first words.
function title() {
  const cells = form.cells, thing = kind.columns.find((column) => column.thing);
  return (thing && cells[thing.name]) || Object.values(cells).filter((text) => !/^\d{4}-\d\d-\d\d/.test(text)).slice(0, 2).join(" · ");
}

// Mend an entry that the server did not take.
async function edit(id) {
  const row = await entry(id);
  const found = data.kinds.find((other) => other.name === row.kind);
  if (!found) { toast("这种台账已经停用，不能再改。可以导出留存。"); return; }
  correcting = row;
  await choose(found, row.cells);
  form.files.push(...(row.files || []).filter((file) => file.state === "waiting"));
  tell(form.say(row.remarks || []), row.why);
}

function tell(remarks, why = "") {
  const words = remarks.map((remark) => remark.sentence).join("") || why;
  if (words) notice("error", words); else $("#notice").replaceChildren();
}

function locate(ask) {
  if (!navigator.geolocation) return;
  const take = () => navigator.geolocation.getCurrentPosition((at) => { place = [at.coords.latitude, at.coords.longitude]; queue.placed(true); }, () => queue.placed(false), { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 });
  if (ask) { take(); return; }
  navigator.permissions?.query({ name: "geolocation" }).then((state) => { if (state.state === "granted") take(); else queue.askPlace(() => locate(true)); }).catch(() => {});
}

function signedOut() {
  const link = h("a", { class: "btn btn-primary", href: `/login/?next=${encodeURIComponent("/m/")}` }, "登录");
  entries().then((rows) => {
    const waiting = rows.filter((row) => row.state === "waiting").length;
    notice("warning", waiting ? `登录已过期。${waiting}条记录在手机里等着，登录后自动发送，不会丢。` : "登录已过期。可以接着录，登录后自动发送。", link);
  });
}

function notice(level, words, ...more) { $("#notice").replaceChildren(h("div", { class: `notice notice-${level}`, role: "alert" }, h("p", {}, words), ...more)); }

// Small tools of the form page: building elements without innerHTML, and asking the server.
export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export class Refusal extends Error {
  constructor(status, data) { super(data?.message || "服务器没有接受这次修改。"); this.status = status; this.data = data || {}; }
}

// Throws Refusal when the server answers no, TypeError when it cannot be reached.
export async function ask(url, data, { signal, keepalive } = {}) {
  const options = { headers: { Accept: "application/json", "X-Requested-With": "fetch" }, signal, keepalive, credentials: "same-origin" };
  if (data !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.headers["X-CSRFToken"] = $("input[name=csrfmiddlewaretoken]")?.value || "";
    options.body = JSON.stringify(data);
  }
  const response = await fetch(url, options);
  const type = response.headers.get("Content-Type") || "";
  const answer = type.includes("json") ? await response.json() : {};
  if (response.redirected && !type.includes("json")) throw new Refusal(401, { message: "登录已过期。请在新窗口登录后，回到这一页接着改，写过的内容都还在。" });
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

// After signing in again in another window the old token is worth nothing: take the new one from a fresh page.
export async function renewToken() {
  try {
    const page = await (await fetch(location.href, { credentials: "same-origin" })).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (fresh) for (const input of $$("input[name=csrfmiddlewaretoken]")) input.value = fresh;
  } catch { /* still offline: the next try asks again */ }
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A UUID, also where the browser makes none because the address is not https.
export function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

let toastTimer;
export function toast(text) {
  $(".toast")?.remove();
  clearTimeout(toastTimer);
  document.body.append(h("div", { class: "toast", role: "status" }, text));
  toastTimer = setTimeout(() => $(".toast")?.remove(), 6000);
}

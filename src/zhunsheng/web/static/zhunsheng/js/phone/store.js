// What this phone keeps: entries that wait, receipts of those that went, what the server last told, what was chosen last.
const NAME = "zhunsheng-phone", VERSION = 1, KEEP_DAYS = 30;

let opened;
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "id" });
      request.result.createObjectStore("settings");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

// One transaction over one store, or over several; ``act`` gets them in that order.
async function run(stores, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
    const request = act(...[stores].flat().map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const setting = (key) => run("settings", "readonly", (store) => store.get(key));
export const set = (key, value) => run("settings", "readwrite", (store) => store.put(value, key));
export const entry = (id) => run("entries", "readonly", (store) => store.get(id));
const put = (row) => run("entries", "readwrite", (store) => store.put(row));
// An entry and what was chosen in it: both are there, or neither.
export const keep = (row, chosen) => run(["entries", "settings"], "readwrite", (rows, settings) => {
  for (const [key, value] of Object.entries(chosen)) settings.put(value, key);
  return rows.put(row);
});
export const remove = (id) => run("entries", "readwrite", (store) => store.delete(id));

// All entries, newest first.
export async function entries() {
  const rows = await run("entries", "readonly", (store) => store.getAll());
  return rows.sort((a, b) => b.made - a.made);
}

// Change an entry that is still there; nothing happens to one that was removed meanwhile.
export async function change(id, changes) {
  const row = await entry(id);
  if (row) await put({ ...row, ...changes });
  return row ? { ...row, ...changes } : null;
}

// Receipts are kept a month.
export async function forgetOld() {
  const oldest = Date.now() - KEEP_DAYS * 86_400_000;
  for (const row of await entries()) if (row.state === "sent" && row.made < oldest) await remove(row.id);
}

// Ask the browser not to clear this away when the phone runs full.
export const persist = () => navigator.storage?.persist?.().catch(() => false);

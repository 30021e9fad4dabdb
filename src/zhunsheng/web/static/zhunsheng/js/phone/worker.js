// The service worker of the phone page: keeps its shell so that it opens without a signal. VERSION and FILES are set by the server.
const NAME = `zhunsheng-phone-${VERSION}`;
const SHELL = "/m/";

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("zhunsheng-phone-") && name !== NAME) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === SHELL) event.respondWith(kept(SHELL, request));
  else if (FILES.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});

async function fill() {
  const cache = await caches.open(NAME);
  for (const path of [SHELL, ...FILES]) {
    const answer = await fetch(path, { credentials: "same-origin", cache: "reload" });
    if (!answer.ok || answer.redirected) throw new Error(path);
    await cache.put(path, answer);
  }
}

async function kept(path, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) || fetch(request);
}

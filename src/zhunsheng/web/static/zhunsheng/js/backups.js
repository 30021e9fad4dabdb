// A download leaves the page as it is: look until the backup that was asked for stands in the list, and show it.
const EVERY = 1000, TRIES = 120;

async function look(before, left) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  if (page && page.getElementById("made")?.dataset.newest !== before) {
    for (const name of ["last", "made"]) document.getElementById(name).replaceWith(document.adoptNode(page.getElementById(name)));
  } else if (left > 0) setTimeout(look, EVERY, before, left - 1);
}

document.querySelector("form[data-backup]")?.addEventListener("submit", () => {
  setTimeout(look, EVERY, document.getElementById("made").dataset.newest, TRIES);
});

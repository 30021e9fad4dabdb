// The project list: one box chooses the whole page; it works on rows that htmx brings later too.
document.addEventListener("change", (event) => {
  if (event.target.id !== "all") return;
  for (const box of document.querySelectorAll('#chosen input[name="id"]')) box.checked = event.target.checked;
});

// The bell asks by itself how many reminders there are, so that no page waits for it. Without an answer it stays a plain link.
const bell = document.querySelector("[data-bell]");

async function ring() {
  const answer = await fetch(bell.dataset.bell, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { count, late } = await answer.json();
  const badge = bell.querySelector(".count");
  badge.hidden = count === 0;
  const shown = late || count; // red tells what is overdue, as the first page does; else what is due soon or came back
  badge.textContent = shown > 99 ? "99+" : String(shown);
  badge.classList.toggle("late", late > 0);
  bell.setAttribute("aria-label", count ? `提醒${count}件${late ? `，${late}件已逾期` : ""}` : "没有提醒");
  bell.title = bell.getAttribute("aria-label");
}

if (bell) ring().catch(() => {});

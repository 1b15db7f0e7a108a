// Shows the end of a run's log, and goes on while the run does.
const log = document.getElementById('log');
const PAUSE = 2000;

const isActive = () => document.querySelector('[data-live]').dataset.active === 'true';

async function show() {
  const answer = await fetch(log.dataset.log, { headers: { Accept: 'text/plain' } });
  const isAtEnd = log.hidden || log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  if (answer.ok) {
    log.textContent = await answer.text();
  } else if (answer.status === 404) {
    log.textContent = 'Nothing is printed yet.';
  } else {
    log.textContent = (await answer.json()).detail;
  }
  log.hidden = false;
  if (isAtEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

async function follow() {
  const wasActive = isActive();
  if (!document.hidden) {
    // A server that is away is told of at the top of the page.
    await show().catch(() => {});
  }
  // Once more after the end, for the last lines.
  if (wasActive || isActive()) {
    setTimeout(follow, PAUSE);
  }
}

follow();

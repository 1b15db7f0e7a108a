// Shows the end of a run's log, and goes on while the run does.
const log = document.getElementById('log');
const PAUSE = 2000;

let hasRead = false;

const isActive = () => document.querySelector('[data-live]').dataset.active === 'true';

async function lines() {
  const answer = await fetch(log.dataset.log, { headers: { Accept: 'text/plain' } });
  if (answer.ok) {
    return answer.text();
  }
  if (answer.status === 404) {
    return isActive() ? 'Nothing is printed yet.' : 'Nothing was printed, or it is kept no more.';
  }
  throw new Error(`the answer was ${answer.status}`);
}

function show(text) {
  // It is read aloud as it grows, and can be selected: what stays is left alone.
  if (log.textContent === text) {
    return;
  }
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.textContent = text;
  if (isAtEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

/** Whether the lines are the last that there will be. */
async function update() {
  const wasActive = isActive();
  try {
    show(await lines());
    hasRead = true;
    return !wasActive;
  } catch ({ message }) {
    // What was read before is worth more, and a server that is away is told of at the top of the page.
    if (!hasRead) {
      show(`Cannot read the log: ${message}; trying again.`);
    }
    return false;
  }
}

async function follow() {
  if (document.hidden || !await update()) {
    setTimeout(follow, PAUSE);
  }
}

log.hidden = false;
follow();

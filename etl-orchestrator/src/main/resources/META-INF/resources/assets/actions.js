// Requests and cancels runs by the API, each after a confirmation, and says how that ended.
import { update } from './runs.js';

const outcome = document.getElementById('outcome');

function say(kind, text, run) {
  outcome.className = `outcome ${kind}`;
  outcome.textContent = text;
  if (run) {
    const link = document.createElement('a');
    link.href = `/runs/${encodeURIComponent(run)}`;
    link.textContent = `Show run ${run}`;
    outcome.append(' ', link);
  }
}

const UNSURE = 'look at the runs before you ask again';

async function call(method, url) {
  const answer = await fetch(url, { method, headers: { Accept: 'application/json' } }).catch(() => {
    throw new Error(`Cannot tell whether that was done: the orchestrator does not answer; ${UNSURE}`);
  });
  const body = await answer.json().catch(() => {
    throw new Error(`Cannot tell whether that was done: the answer was ${answer.status} without a word of the orchestrator; ${UNSURE}`);
  });
  if (!answer.ok) {
    throw Object.assign(new Error(body.detail), { run: body.active_run?.split('/').pop() });
  }
  return body;
}

/** Whether somebody has said yes. */
function confirmed(question, yes) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'question');
  const title = document.createElement('h2');
  title.id = 'question';
  title.textContent = question;
  const form = document.createElement('form');
  form.method = 'dialog';
  const button = (text, value, className) => {
    const made = document.createElement('button');
    made.textContent = text;
    made.value = value;
    made.className = className;
    return made;
  };
  form.append(button('Leave it', '', ''), button(yes, 'yes', 'primary'));
  dialog.append(title, form);
  document.body.append(dialog);
  dialog.showModal();
  form.lastChild.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}

async function act(button, method, url, done) {
  // One that is disabled would lose the focus.
  button.setAttribute('aria-disabled', 'true');
  try {
    const run = await call(method, url);
    say('good', done(run), run.run_id);
    update();
  } catch (error) {
    say('bad', error.message, error.run);
  } finally {
    button.removeAttribute('aria-disabled');
    outcome.scrollIntoView({ block: 'nearest' });
  }
}

async function requestRun(button, url, what) {
  if (await confirmed(`Run ${what}?`, 'Run')) {
    await act(button, 'POST', url, (run) => `Requested: the run is ${run.state.toLowerCase()}.`);
  }
}

async function cancelRun(button) {
  if (await confirmed(`Cancel ${button.dataset.what}?`, 'Cancel the run')) {
    await act(button, 'DELETE', button.dataset.cancel, (run) => `The run is ${run.state.toLowerCase()}.`);
  }
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-run-again], button[data-cancel]');
  if (button?.ariaDisabled === 'true') {
    return;
  }
  if (button?.dataset.cancel) {
    cancelRun(button);
  } else if (button) {
    requestRun(button, button.dataset.runAgain, button.dataset.what);
  }
});

document.getElementById('new-run')?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.submitter.ariaDisabled === 'true') {
    return;
  }
  const date = new FormData(event.target).get('date');
  requestRun(event.submitter, `${event.target.dataset.request}?date=${encodeURIComponent(date)}`, date);
});

/** They do nothing without this script, and so come with it. */
function reveal() {
  document.querySelectorAll('[data-run-again][hidden], [data-cancel][hidden], #new-run[hidden]').forEach((part) => {
    part.hidden = false;
  });
}

reveal();
addEventListener('refreshed', reveal);

// Follows what happens to runs: moves are rendered by the server again, progress is shown as it comes.
import { refresh, say } from './refresh.js';

const RETRY = 5000;

let events;
let reconnect;
let retry;

/** Brings the page up to date, as often as it takes. */
export async function update() {
  clearTimeout(retry);
  try {
    await refresh();
    if (events?.readyState === EventSource.OPEN) {
      say('live', 'Live');
    }
  } catch {
    say('lost', 'Not up to date, trying again');
    clearTimeout(retry);
    retry = setTimeout(update, RETRY);
  }
}

function progress(run, { stage, percent }) {
  document.querySelectorAll(`[data-run="${CSS.escape(run)}"]`).forEach((part) => {
    const bar = part.querySelector('progress');
    if (!bar) {
      update();
      return;
    }
    bar.value = percent;
    part.querySelector('.stage').textContent = `${(stage ?? 'starting').replaceAll('_', ' ')}, ${percent}%`;
  });
}

function follow() {
  say('connecting', 'Connecting');
  events = new EventSource('/etl/events');
  events.addEventListener('open', () => {
    say('live', 'Live');
    // What has happened while nobody listened.
    update();
  });
  events.addEventListener('run', update);
  events.addEventListener('progress', ({ data }) => {
    const said = JSON.parse(data);
    progress(said.run_id, said.progress);
  });
  events.addEventListener('error', ({ target }) => {
    say('lost', 'Connection lost, trying again');
    // The browser comes back by itself but after an answer that is an error.
    if (target.readyState === EventSource.CLOSED) {
      reconnect = setTimeout(follow, RETRY);
    }
  });
}

/** A browser has six connections to a host, and each page that is followed takes one: those that nobody sees give theirs back. */
function followWhileSeen() {
  events?.close();
  clearTimeout(reconnect);
  clearTimeout(retry);
  if (!document.hidden) {
    follow();
  }
}

function took(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

setInterval(() => {
  document.querySelectorAll('[data-since]').forEach((part) => {
    const seconds = Math.floor((Date.now() - Date.parse(part.dataset.since)) / 1000);
    part.textContent = took(Math.max(0, seconds));
  });
}, 1000);

document.addEventListener('visibilitychange', followWhileSeen);
followWhileSeen();

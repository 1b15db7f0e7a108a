// Follows what happens to runs: moves are rendered by the server again, progress is shown as it comes.
import { refresh, say } from './refresh.js';

const LOST = 'Connection lost, trying again';

function update() {
  refresh().catch(() => say('lost', LOST));
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
  const events = new EventSource('/etl/events');
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
  events.addEventListener('error', () => {
    say('lost', LOST);
    // The browser comes back by itself but after an answer that is an error.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(follow, 5000);
    }
  });
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

follow();

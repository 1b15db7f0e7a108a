// Asks again every few seconds, while somebody looks.
import { refresh, say } from './refresh.js';

const PAUSE = 5000;

async function follow() {
  if (!document.hidden) {
    try {
      await refresh();
      say('live', 'Live');
    } catch {
      say('lost', 'The orchestrator does not answer, trying again');
    }
  }
  setTimeout(follow, PAUSE);
}

say('connecting', 'Connecting');
follow();

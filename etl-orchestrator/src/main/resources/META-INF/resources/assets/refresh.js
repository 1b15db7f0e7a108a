// Brings the live part of the page up to date: the server renders it, and it takes the place of the old one.
let underWay;
let again = false;

// As it came: scripts change what is shown.
let shown = document.querySelector('[data-live]').outerHTML;

/** What the focus can be found again by: a button does something to one run, and no other may take its place. */
const NAMES = ['id', 'href', 'data-cancel', 'data-run-again', 'aria-label', 'aria-labelledby'];

/** What had the focus keeps it; where it is no more, the run that it was about has it, or else the page. */
function focusKeeper(live) {
  const focused = document.activeElement;
  if (!focused || !live.contains(focused)) {
    return () => {};
  }
  const run = focused.closest('[data-run]')?.dataset.run;
  return (next) => {
    const name = NAMES.find((one) => focused.hasAttribute(one));
    const same = name && next.querySelector(`[${name}="${CSS.escape(focused.getAttribute(name))}"]`);
    const about = run && next.querySelector(`[data-run="${CSS.escape(run)}"] a`);
    (same || about || document.getElementById('main')).focus({ preventScroll: true });
  };
}

async function load() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) {
    throw new Error(`the page was answered with ${answer.status}`);
  }
  const text = await answer.text();
  const dialog = document.querySelector('dialog[open]');
  if (dialog) {
    // It gives the focus back to the button that has opened it, which must still be there.
    await new Promise((resolve) => {
      dialog.addEventListener('close', resolve, { once: true });
    });
    return load();
  }
  const next = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-live]');
  // What stays can go on being read, selected and copied.
  if (next.outerHTML !== shown) {
    shown = next.outerHTML;
    replace(document.querySelector('[data-live]'), document.adoptNode(next));
  }
  return undefined;
}

function replace(live, next) {
  const keepFocus = focusKeeper(live);
  const scrolled = [...live.querySelectorAll('.scroll')].map((part) => part.scrollLeft);
  live.replaceWith(next);
  [...next.querySelectorAll('.scroll')].forEach((part, index) => {
    part.scrollLeft = scrolled[index] ?? 0;
  });
  // Shows what scripts alone can do, which then can have the focus.
  dispatchEvent(new Event('refreshed'));
  keepFocus(next);
}

/** One at a time: what is asked for meanwhile is done once, afterwards. */
export function refresh() {
  if (underWay) {
    again = true;
    return underWay;
  }
  underWay = load().finally(() => {
    underWay = undefined;
  });
  return underWay.then(() => {
    if (again) {
      again = false;
      return refresh();
    }
    return undefined;
  });
}

const status = document.getElementById('live');

/** Says how current the page is. */
export function say(state, text) {
  if (status.textContent !== text) {
    status.dataset.state = state;
    status.textContent = text;
  }
}

// Brings the live part of the page up to date: the server renders it, and it takes the place of the old one.
let underWay;
let again = false;

function address(element) {
  const steps = [];
  for (let at = element; at && !at.matches('[data-live]'); at = at.parentElement) {
    steps.unshift([...at.parentElement.children].indexOf(at));
  }
  return steps;
}

/** What had the focus keeps it: by its id or its link, and else by where it stood. */
function focusKeeper(live) {
  const focused = document.activeElement;
  if (!focused || !live.contains(focused)) {
    return () => {};
  }
  const href = focused.getAttribute('href');
  const steps = address(focused);
  return (next) => {
    const same = (focused.id && next.querySelector(`#${CSS.escape(focused.id)}`))
      || (href && [...next.querySelectorAll('a')].find((link) => link.getAttribute('href') === href))
      || steps.reduce((at, index) => at?.children[index], next);
    same?.focus({ preventScroll: true });
  };
}

async function load() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) {
    throw new Error(`the page was answered with ${answer.status}`);
  }
  const dialog = document.querySelector('dialog[open]');
  if (dialog) {
    // It gives the focus back to the button that has opened it, which must still be there.
    await new Promise((resolve) => {
      dialog.addEventListener('close', resolve, { once: true });
    });
    return load();
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const live = document.querySelector('[data-live]');
  const next = document.adoptNode(page.querySelector('[data-live]'));
  const keepFocus = focusKeeper(live);
  const scrolled = [...live.querySelectorAll('.scroll')].map((part) => part.scrollLeft);
  live.replaceWith(next);
  [...next.querySelectorAll('.scroll')].forEach((part, index) => {
    part.scrollLeft = scrolled[index] ?? 0;
  });
  keepFocus(next);
  dispatchEvent(new Event('refreshed'));
  return undefined;
}

/** One at a time: what is asked for meanwhile is done once, afterwards. */
export function refresh() {
  if (underWay) {
    again = true;
    return underWay;
  }
  underWay = load().finally(() => {
    underWay = undefined;
    if (again) {
      again = false;
      refresh().catch(() => {});
    }
  });
  return underWay;
}

const status = document.getElementById('live');

/** Says how current the page is. */
export function say(state, text) {
  if (status.dataset.state !== state) {
    status.dataset.state = state;
    status.textContent = text;
  }
}

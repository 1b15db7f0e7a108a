// Arrow keys go from day to day; Enter follows the link, as everywhere.
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

document.addEventListener('keydown', (event) => {
  const link = event.target.closest?.('#calendar a[data-date]');
  const step = STEPS[event.key];
  // With a modifier they are the browser's: Alt and Left goes back.
  if (!link || !step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  const cells = [...document.querySelectorAll('#calendar tbody td')];
  for (let at = cells.indexOf(link.closest('td')) + step; cells[at]; at += step) {
    const day = cells[at].querySelector('a');
    if (day) {
      day.focus();
      return;
    }
  }
});

// Tries again by itself where the server has said when.
const note = document.getElementById('retry');
if (note) {
  let left = Math.max(1, Number(note.dataset.retry));
  const tick = () => {
    if (left === 0) {
      location.reload();
      return;
    }
    note.textContent = `Trying again in ${left} s.`;
    left -= 1;
    setTimeout(tick, 1000);
  };
  tick();
}

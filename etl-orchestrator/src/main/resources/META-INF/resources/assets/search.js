// Shows only the rows whose names have what is typed, by letters alone, as the API finds names.
const input = document.getElementById('search');
if (input) {
  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const all = [...document.getElementById(input.dataset.table).tBodies[0].rows];
  const count = document.getElementById('search-count');
  const show = () => {
    const wanted = letters(input.value);
    all.forEach((row) => {
      row.hidden = !letters(row.dataset.name).includes(wanted);
    });
    const shown = all.filter((row) => !row.hidden).length;
    count.textContent = wanted ? `${shown} of ${all.length} champions` : `${all.length} champions`;
  };
  input.closest('[hidden]').hidden = false;
  input.addEventListener('input', show);
  // What a browser has kept from before.
  show();
}

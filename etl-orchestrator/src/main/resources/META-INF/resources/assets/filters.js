// On a phone the filters would be all that is seen: they open when they are wanted, and stay open where they are in use.
const filters = document.getElementById('filters');
if (filters?.dataset.narrowed === 'false' && matchMedia('(max-width: 40rem)').matches) {
  filters.open = false;
}

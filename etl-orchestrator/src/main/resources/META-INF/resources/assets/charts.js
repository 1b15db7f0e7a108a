// Draws each chart from the table that it names: the page says everything without it.
const { Chart } = globalThis;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function rows(table) {
  const heads = [...table.tHead.rows[0].cells];
  const names = heads.map((head) => head.dataset.figure);
  return [...table.tBodies[0].rows].map((row) => ({
    name: row.dataset.name,
    url: row.cells[0].querySelector('a')?.href,
    value: (figure) => Number(row.cells[names.indexOf(figure)].dataset.value),
  }));
}

function title(table, figure) {
  return table.querySelector(`th[data-figure="${figure}"]`).textContent.trim();
}

function axis(text, percent) {
  return {
    title: { display: Boolean(text), text, color: colour('--muted') },
    ticks: { color: colour('--muted'), ...(percent ? { callback: (value) => `${value}%` } : {}) },
    grid: { color: colour('--line') },
    border: { color: colour('--line') },
  };
}

const isRate = (figure) => figure.includes('rate');

function scatter(table, { x, y }) {
  const all = rows(table);
  const most = Math.max(...all.map((row) => row.value('games_played')));
  return {
    type: 'scatter',
    data: {
      datasets: [{
        data: all.map((row) => ({ x: row.value(x), y: row.value(y), row })),
        pointRadius: all.map((row) => 3 + 7 * Math.sqrt(row.value('games_played') / most)),
        pointHoverRadius: all.map((row) => 5 + 7 * Math.sqrt(row.value('games_played') / most)),
        backgroundColor: `${colour('--accent')}99`,
        borderColor: colour('--accent'),
      }],
    },
    options: {
      scales: { x: axis(title(table, x), isRate(x)), y: axis(title(table, y), isRate(y)) },
      plugins: {
        tooltip: {
          callbacks: {
            label: ({ raw }) => `${raw.row.name}: ${raw.y}% of ${raw.row.value('games_played')} games, picked ${raw.x}%`,
          },
        },
      },
      onClick: (event, [point], chart) => {
        const url = point && chart.data.datasets[0].data[point.index].row.url;
        if (url) {
          location.assign(url);
        }
      },
      onHover: (event, points) => {
        event.native.target.style.cursor = points.length ? 'pointer' : 'default';
      },
    },
  };
}

function bars(table, { y }) {
  const all = rows(table);
  return {
    type: 'bar',
    data: {
      labels: all.map((row) => row.name),
      datasets: [{ data: all.map((row) => row.value(y)), backgroundColor: colour('--bar'), maxBarThickness: 44 }],
    },
    options: { scales: { x: axis(''), y: { ...axis('', isRate(y)), beginAtZero: true } } },
  };
}

const DAY = 86400000;

/** Each day from the first to the last; those without a game have no row. */
function calendar(days) {
  const byName = new Map(days.map((row) => [row.name, row]));
  const times = days.map((row) => Date.parse(row.name));
  const length = Math.round((Math.max(...times) - Math.min(...times)) / DAY) + 1;
  return Array.from({ length }, (unused, index) => {
    const name = new Date(Math.min(...times) + index * DAY).toISOString().slice(0, 10);
    return { name, row: byName.get(name) };
  });
}

function trend(table, { y, low, high }) {
  const all = calendar(rows(table));
  const line = (figure, more) => ({ data: all.map(({ row }) => row?.value(figure) ?? null), label: title(table, figure), ...more });
  // A band needs two days that follow each other; the strokes at its ends show it for one that stands alone, too.
  const edge = { borderWidth: 0, pointStyle: 'line', pointRadius: 5, pointBorderWidth: 1.5, pointBorderColor: colour('--accent') };
  const band = low
    ? [line(high, { ...edge, fill: '+1', backgroundColor: `${colour('--accent')}33` }), line(low, edge)]
    : [];
  return {
    type: 'line',
    data: {
      labels: all.map(({ name }) => name),
      datasets: [...band, line(y, {
        borderColor: colour('--accent'), backgroundColor: colour('--accent'), borderWidth: 2, pointRadius: 3,
      })],
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: { x: axis(''), y: { ...axis('', isRate(y)), ...(low ? { suggestedMin: 30, suggestedMax: 70 } : {}) } },
    },
  };
}

const KINDS = { scatter, bars, trend };

function draw(figure) {
  const table = document.getElementById(figure.dataset.table);
  const { type, data, options } = KINDS[figure.dataset.chart](table, figure.dataset);
  figure.hidden = false;
  return new Chart(figure.querySelector('canvas'), {
    type,
    data,
    options: {
      ...options,
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: { legend: { display: false }, ...options.plugins },
    },
  });
}

if (Chart) {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const figures = [...document.querySelectorAll('[data-chart]')];
  let charts = figures.map(draw);
  addEventListener('theme', () => {
    charts.forEach((chart) => chart.destroy());
    charts = figures.map(draw);
  });
}

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

function trend(table, { y, low, high }) {
  // The table has the newest first.
  const all = rows(table).reverse();
  const line = (figure, more) => ({ data: all.map((row) => row.value(figure)), pointRadius: 0, borderWidth: 0, ...more });
  const band = low
    ? [line(high, { fill: '+1', backgroundColor: `${colour('--accent')}33`, label: title(table, high) }),
      line(low, { label: title(table, low) })]
    : [];
  return {
    type: 'line',
    data: {
      labels: all.map((row) => row.name),
      datasets: [...band, line(y, {
        label: title(table, y), borderColor: colour('--accent'), backgroundColor: colour('--accent'), borderWidth: 2, pointRadius: 3,
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

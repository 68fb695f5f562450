/** Lines over time on a canvas, by uPlot, which is loaded when the first chart is shown. */
import { html, useEffect, useRef, useState } from './lib/htm.js';
import { absolute } from './format.js';

const HEIGHT = 200;
// 1, 2, 5, 10, 20, 50 …
const WHOLE = Array.from({ length: 30 }, (_, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3));
const SHORT_TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const LONG_TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

let library;
let failures = 0;

/** What could not be loaded is tried again by the next chart. */
function load() {
  library ??= fetched().catch(() => {
    library = undefined;
    failures++;
    throw new Error('The charts could not be loaded.');
  });
  return library;
}

/** The style sheet first, or the chart would measure itself without it. */
async function fetched() {
  // A browser may remember that a module failed, by its address.
  const again = failures > 0 ? `?again=${failures}` : '';
  await sheet(`lib/uplot.css${again}`);
  return (await import(`./lib/uplot.js${again}`)).default;
}

function sheet(href) {
  const link = document.createElement('link');
  return new Promise((loaded, failed) => {
    Object.assign(link, { rel: 'stylesheet', href, onload: loaded, onerror: failed });
    document.head.append(link);
  });
}

/**
 * @param {{label: string, times: number[], series: {label: string, color: string, values: number[],
 *     format: (value: number) => string, whole?: boolean, right?: boolean}[]}} props label: says in words what is to be
 *     seen, as a screen reader has no other way to it; times: in seconds, growing; color: the name of a custom property, as
 *     in `--accent`; whole: there is nothing between two numbers; right: has a scale of its own, at the right. All but times
 *     and values is taken as it is at first
 */
export function Chart({ label, times, series }) {
  const box = useRef(null);
  const plot = useRef(null);
  const [error, setError] = useState(null);
  const data = [times, ...series.map((one) => one.values)];
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    const life = new AbortController();
    load().then((UPlot) => life.signal.aborted || show(UPlot, box.current, series, latest, plot, life.signal), setError);
    return () => {
      life.abort();
      plot.current?.destroy();
    };
  }, []);
  useEffect(() => plot.current && update(plot.current, data));
  if (error) {
    return html`<p class="muted">${error.message}</p>`;
  }
  return html`<div class="chart" role="img" aria-label=${label}><div ref=${box} aria-hidden="true"></div></div>`;
}

/** Draws, and again where size or colours change: a canvas does not follow either by itself. */
function show(UPlot, box, series, latest, plot, signal) {
  const draw = () => {
    plot.current?.destroy();
    plot.current = new UPlot(options(box, series), latest.current, box);
  };
  draw();
  const size = new ResizeObserver(() => plot.current.setSize({ width: box.clientWidth, height: HEIGHT }));
  size.observe(box);
  signal.addEventListener('abort', () => size.disconnect());
  window.addEventListener('theme', draw, { signal });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw, { signal });
}

function update(plot, data) {
  plot.setData(data);
  legend(plot);
}

/** The legend shows the latest values, unless the pointer is at others. */
function legend(plot) {
  if (!(plot.cursor.left >= 0)) {
    plot.setLegend({ idx: plot.data[0].length - 1 });
  }
}

function options(box, series) {
  const color = (name) => resolved(box, name);
  const right = series.find((one) => one.right);
  const range = (_, low, high) => [0, Math.max(1e-9, high || 1) * 1.1];
  return {
    width: box.clientWidth || 300,
    height: HEIGHT,
    legend: { live: true, markers: { fill: (plot, i) => plot.series[i].stroke() } },
    hooks: { ready: [legend], setCursor: [legend] },
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    // Half of the last time stands beyond the end of the line.
    padding: [8, right ? 0 : 40, 0, 0],
    scales: { x: { time: true }, y: { range }, ...(right && { right: { range } }) },
    axes: axes(series[0], right, color),
    series: [
      { label: 'Time', value: (_, at) => (at === null ? '–' : absolute(at * 1000)) },
      ...series.map((one, i) => ({
        label: one.label,
        scale: one.right ? 'right' : 'y',
        stroke: color(one.color),
        fill: i === 0 ? color(`${one.color}-soft`) : undefined,
        width: 2,
        points: { show: false },
        value: (_, value) => (value === null || value === undefined ? '–' : one.format(value)),
      })),
    ],
  };
}

/** Time below, the first series at the left, another one at the right: then their colours say which is of what. */
function axes(first, right, color) {
  const axis = { stroke: color('--muted'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
  const upright = (one) => ({
    ...axis,
    stroke: color(right ? one.color : '--muted'),
    values: (_, ticks) => ticks.map(one.format),
    incrs: one.whole ? WHOLE : undefined,
    size: 64,
    space: 36,
  });
  return [
    { ...axis, values: timeLabels, space: 80, size: 32, gap: 8 },
    upright(first),
    ...(right ? [{ ...upright(right), scale: 'right', side: 1, grid: { show: false }, size: 48 }] : []),
  ];
}

function timeLabels(_, ticks, axis, space, increment) {
  const format = increment < 60 ? LONG_TIME : increment < 43_200 ? SHORT_TIME : DATE;
  return ticks.map((at) => format.format(at * 1000));
}

/** A canvas knows no custom properties and no light-dark(): the browser is asked what comes of them. */
function resolved(box, name) {
  box.style.color = `var(${name})`;
  const { color } = getComputedStyle(box);
  box.style.color = '';
  return color;
}

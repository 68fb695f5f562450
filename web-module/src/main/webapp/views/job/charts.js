/** Throughput and queue over time. */
import { Chart } from '../../chart.js';
import { absolute, bytes, clock, count, rate } from '../../format.js';
import { html, useMemo } from '../../lib/htm.js';
import { rates } from './history.js';
import { isFinal } from './job.js';

const TABLE_ROWS = 12;
const perSecond = (value) => rate(value);

/** Drawn when there is a new sample, not whenever a counter changes. */
export function Charts({ samples, job }) {
  const over = isFinal(job);
  return useMemo(() => (samples.length < 3 ? tooFew(over) : both(samples)), [samples, over]);
}

function tooFew(over) {
  return html`<section class="card"><h2>Over time</h2><p class="muted">${over
    ? 'The job was too short for charts.'
    : 'There are charts as soon as there are some samples; the server takes one every ten seconds.'}</p></section>`;
}

function both(samples) {
  const found = rates(samples);
  return html`<div class="columns">
    <${Throughput} found=${found} />
    <${Queue} samples=${samples} />
  </div>`;
}

function Throughput({ found }) {
  const pages = found.map((one) => one.pages);
  const last = pages[pages.length - 1];
  const label = `Pages a second from ${absolute(found[0].at)} to ${absolute(found[found.length - 1].at)}: last ${rate(last)}, at most ${rate(Math.max(...pages))}`;
  return html`<section class="card">
    <h2>Throughput</h2>
    <${Chart} label=${label} times=${found.map((one) => one.at / 1000)}
      series=${[{ label: 'Pages', color: '--accent', values: pages, format: perSecond }]} />
    <${AsTable} caption="Throughput" heads=${['Pages a second', 'Bytes a second']}
      rows=${found.map((one) => [one.at, rate(one.pages), `${bytes(one.bytes)}/s`])} />
  </section>`;
}

function Queue({ samples }) {
  const queued = samples.map((one) => one.queued);
  const last = samples[samples.length - 1];
  const label = `Queued URLs from ${absolute(samples[0].at)} to ${absolute(last.at)}: last ${count(last.queued)}, at most ${count(Math.max(...queued))}; ${count(last.inFlight)} in flight`;
  return html`<section class="card">
    <h2>Queue</h2>
    <${Chart} label=${label} times=${samples.map((one) => one.at / 1000)}
      series=${[
        { label: 'Queued', color: '--warn', values: queued, format: count, whole: true },
        { label: 'In flight (right scale)', color: '--ok', values: samples.map((one) => one.inFlight), format: count, whole: true, right: true },
      ]} />
    <${AsTable} caption="Queue" heads=${['Queued', 'In flight']}
      rows=${samples.map((one) => [one.at, count(one.queued), count(one.inFlight)])} />
  </section>`;
}

/**
 * For those who do not see the chart: some of its points, from the first to the last. Rows have no key, so that their
 * elements stay when times change: keyed by time, those that were replaced were measured to stay in memory.
 */
function AsTable({ caption, heads, rows }) {
  const step = Math.max(1, (rows.length - 1) / (TABLE_ROWS - 1));
  const some = Array.from({ length: Math.min(TABLE_ROWS, rows.length) }, (_, i) => rows[Math.round(i * step)]);
  return html`<details class="as-table"><summary>As a table</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${`${caption}, as a table`}><table>
      <caption class="visually-hidden">${caption} over time</caption>
      <thead><tr><th scope="col">Time</th>${heads.map((head) => html`<th key=${head} scope="col" class="numeric">${head}</th>`)}</tr></thead>
      <tbody>${some.map(([at, ...values]) => html`<tr><th scope="row">
        <time datetime=${new Date(at).toISOString()} title=${absolute(at)}>${clock(at)}</time></th>
        ${values.map((value, i) => html`<td key=${i} class="numeric">${value}</td>`)}</tr>`)}</tbody>
    </table></div></details>`;
}

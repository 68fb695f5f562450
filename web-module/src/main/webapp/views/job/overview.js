/** A job at a glance. */
import { url } from '../../api.js';
import { Time, bytes, count, duration, rate } from '../../format.js';
import { html, useMemo } from '../../lib/htm.js';
import { Facts } from '../../ui.js';
import { Breakdown } from './breakdown.js';
import { Charts } from './charts.js';
import { LatestPages } from './latest.js';
import { PARTS, Progress, progressText } from './job.js';
import { Traps } from './traps.js';

export function Overview({ job, live }) {
  const breakdown = useMemo(() => html`<${Breakdown} job=${job} />`, [job.id, job.finished]);
  return html`<${Summary} job=${job} rateNow=${live.rate} />
    <${Charts} samples=${live.samples} job=${job} />
    ${breakdown}
    <${Traps} traps=${job.traps || []} job=${job.id} />
    <${LatestPages} job=${job} pages=${live.pages} />`;
}

function Summary({ job, rateNow }) {
  const { counters } = job;
  return html`<section class="card summary">
    <h2>Progress</h2>
    <dl class="figures">
      <${Figure} label="Pages a second" value=${rateNow ? rate(rateNow.pages) : average(job)}
        detail=${rateNow ? `${bytes(rateNow.bytes)}/s` : 'on average'} />
      <${Figure} label="Queued" value=${count(counters.queued)} detail=${`${count(counters.inFlight)} in flight`} />
      ${PARTS.map(([name, label, kind]) => html`<${Figure} key=${name} label=${label} kind=${kind}
        value=${count(counters[name])} detail=${name === 'fetched' ? fetchedDetail(counters) : null} />`)}
    </dl>
    <${Progress} counters=${counters} />
    <p class="small muted">${progressText(counters)} discovered URLs are settled.</p>
    <${Facts} items=${[
      ['Created', html`<${Time} at=${job.created} exact />`],
      job.started && ['Started', html`<${Time} at=${job.started} exact />`],
      job.finished && ['Finished', html`<${Time} at=${job.finished} exact />`],
      job.started && ['Duration', duration(lasted(job))],
        ['Export', html`<${Exports} id=${job.id} />`],
    ]} />
  </section>`;
}

const fetchedDetail = (counters) =>
  counters.notModified ? `${bytes(counters.bytes)}, ${count(counters.notModified)} not modified` : bytes(counters.bytes);

function Figure({ label, value, detail, kind }) {
  return html`<div class=${kind ? `figure ${kind}` : 'figure'}>
    <dt>${label}</dt><dd><strong>${value}</strong>${detail && html`<span class="small muted">${detail}</span>`}</dd>
  </div>`;
}

function Exports({ id }) {
  const link = (format) => url(`jobs/${id}/export`, { format });
  return html`<a href=${link('jsonl')} download>JSON lines</a>, <a href=${link('urls')} download>URLs</a>`;
}

const lasted = (job) => (job.finished ? Date.parse(job.finished) : Date.now()) - Date.parse(job.started);

function average(job) {
  const { fetched, redirected, failed } = job.counters;
  return job.started && lasted(job) > 0
    ? rate((1000 * (fetched + redirected + failed)) / lasted(job))
    : '–';
}

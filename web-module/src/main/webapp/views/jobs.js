/** All jobs, the newest first. */
import { get } from '../api.js';
import { Time, count, rate } from '../format.js';
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { Spark } from '../spark.js';
import { Busy, Empty, Failure, Page, Table, useCursor, useLoad } from '../ui.js';
import { rates, samplesOf } from './job/history.js';
import { JobState, Progress, isActive, nameOf, progressText } from './job/job.js';
import { More } from './more.js';

const EVERY = 10_000;
const MOST = 100;
// More are counted by `seedCount`.
const SEEDS = 1;

export default function Jobs() {
  const list = useCursor((cursor, signal) => get('jobs', { limit: 50, seeds: SEEDS, cursor }, signal), []);
  const shown = Math.min(MOST, Math.max(50, list.items.length));
  const news = useLoad((signal) => get('jobs', { limit: shown, seeds: SEEDS }, signal), [], { every: EVERY });
  const jobs = merged(list.items, news.data);
  const done = list.done || news.data?.next === null;
  const actions = html`<a class="button primary" href=${href('/jobs/new')}>New job</a>`;
  return html`<${Page} title="Jobs" actions=${actions}>
    ${news.error && !list.error && html`<${Failure} error=${news.error} retry=${news.reload} />`}
    ${list.loading && jobs.length === 0 && html`<${Busy} label="Loading jobs" />`}
    ${done && jobs.length === 0 && html`<${NoJobs} />`}
    ${jobs.length > 0 && html`<${Table} caption="Jobs, the newest first" stacked columns=${COLUMNS} rows=${jobs} />`}
    ${(jobs.length > 0 || list.error) && html`<${More} list=${{ ...list, items: jobs, done }} what="jobs" />`}
  <//>`;
}

/**
 * Jobs that came since the list was read are put before it, the others are shown as they are now; deleted ones go.
 * @param {{items: Object[], next: string | null} | undefined} news the newest jobs; undefined as long as they are not there
 */
function merged(items, news) {
  if (!news) {
    return items;
  }
  if (news.next === null) {
    return news.items;
  }
  const known = new Set(news.items.map((job) => job.id));
  const last = news.items[news.items.length - 1].created;
  return [...news.items, ...items.filter((job) => !known.has(job.id) && job.created <= last)];
}

function NoJobs() {
  return html`<${Empty} title="There are no jobs yet">
    <p>A job starts at the URLs that you give it, and follows links from there.</p>
    <p><a class="button primary" href=${href('/jobs/new')}>Start the first job</a></p>
  <//>`;
}

const COLUMNS = [
  { label: 'Job', render: (job) => html`<${Name} job=${job} />`, className: 'wide' },
  { label: 'State', render: (job) => html`<${State} job=${job} />` },
  { label: 'Progress', render: (job) => html`<${ProgressCell} counters=${job.counters} />` },
  { label: 'Failed', render: (job) => count(job.counters.failed), numeric: true },
  { label: 'Pages/s', render: (job) => html`<${Rate} job=${job} />` },
  { label: 'Created', render: (job) => html`<${Time} at=${job.created} />`, className: 'nowrap' },
];

function Name({ job }) {
  return html`<a class="job-name url" href=${href(`/jobs/${job.id}`)}>${nameOf(job)}</a>
    ${' '}${job.name && html`<span class="url muted small">${job.seeds[0]}</span>`}`;
}

function State({ job }) {
  return html`<span><${JobState} state=${job.state} />
    ${job.reason && html`<span class="muted small block">${job.reason}</span>`}</span>`;
}

function ProgressCell({ counters }) {
  return html`<div class="progress-cell"><${Progress} counters=${counters} />
    <span class="small muted">${progressText(counters)}</span></div>`;
}

/** Of a job that runs: its last five minutes. */
function Rate({ job }) {
  return isActive(job) ? html`<${LiveRate} id=${job.id} />` : html`<span class="muted">–</span>`;
}

function LiveRate({ id }) {
  const { data } = useLoad((signal) => get(`jobs/${id}/history`, { limit: 30 }, signal), [id], { every: EVERY });
  const values = data ? rates(samplesOf(data)).map((one) => one.pages) : [];
  if (values.length === 0) {
    return html`<span class="muted">–</span>`;
  }
  const now = rate(values[values.length - 1]);
  if (values.length === 1) {
    return now;
  }
  const label = `at most ${rate(Math.max(...values), 'pages')} lately`;
  return html`<span class="rate"><${Spark} values=${values} label=${label} />${now}</span>`;
}

/** One job: what it does now, what may be done with it, and its parts. */
import { get } from '../api.js';
import { html, useEffect, useState } from '../lib/htm.js';
import { href } from '../router.js';
import { Busy, Failure, Page, announce, useLoad } from '../ui.js';
import { Actions } from './job/actions.js';
import { Change } from './job/change.js';
import { JobState, JobTabs, isFinal, nameOf } from './job/job.js';
import { useLive } from './job/live.js';
import { Overview } from './job/overview.js';
import { Pages } from './job/pages.js';
import { Settings } from './job/settings.js';
import { Sitemaps } from './job/sitemaps.js';
import { Standstill } from './job/standstill.js';
import { Why } from './job/why.js';

// Events have no traps, and may be lost: the job itself is asked for now and then, more often while there are none.
const EVERY = 10_000;
const EVERY_LIVE = 30_000;
// What is shown of them: a job may have a hundred thousand.
const SEEDS = 50;
const TRAIL = [['Jobs', href('/jobs')]];

export default function Job({ params: { id }, query, path }) {
  const [every, setEvery] = useState(EVERY);
  const [refusal, setRefusal] = useState(null);
  const { data: job, error, reload } = useLoad(
    (signal) => get(`jobs/${encodeURIComponent(id)}`, { seeds: SEEDS }, signal), [id], { every });
  const live = useLive(job, reload);
  useEffect(() => setEvery(everyOf(job, live)), [job, live?.connection]);
  useEffect(() => live && announce(`The job is ${live.state.toLowerCase()}`), [live?.state]);
  useEffect(() => setRefusal(null), [live?.state]);
  if (!job) {
    return html`<${Page} title="Job" trail=${TRAIL}>
      ${error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Busy} label="Loading the job" />`}<//>`;
  }
  const now = { ...job, state: live.state, reason: live.reason, counters: live.counters };
  const part = path.split('/')[3] || query.tab || 'overview';
  const actions = html`<${Actions} job=${now} changed=${reload} failed=${setRefusal} />`;
  return html`<${Page} title=${nameOf(job)} trail=${TRAIL} actions=${actions}>
    <${StateLine} job=${now} connection=${live.connection} />
    <${Standstill} job=${now} rate=${live.rate} />
    ${refusal && html`<${Failure} error=${refusal} />`}
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    <${JobTabs} id=${id} current=${part} />
    <${Part} name=${part} job=${now} loaded=${job} live=${live} query=${query} path=${path}
      changed=${reload} />
  <//>`;
}

const everyOf = (job, live) => (job && isFinal(job) ? 0 : live?.connection === 'live' ? EVERY_LIVE : EVERY);

/**
 * @param {{job: Object, loaded: Object, changed: () => Promise<void>}} props job: as it is now; loaded: as REST told it, the
 *     same until it tells again; changed: has it told again
 */
function Part({ name, job, loaded, live, query, path, changed }) {
  switch (name) {
    case 'pages':
      return html`<${Pages} job=${loaded} query=${query} path=${path} />`;
    case 'change':
      return html`<${Change} job=${job} changed=${changed} />`;
    case 'why':
      return html`<${Why} job=${job.id} url=${query.url || ''} />`;
    case 'sitemaps':
      return html`<${Sitemaps} job=${job.id} />`;
    case 'settings':
      return html`<${Settings} job=${loaded} />`;
    default:
      return html`<${Overview} job=${job} live=${live} />`;
  }
}

const CONNECTIONS = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  paused: 'Not live while the window is hidden',
  gone: 'The job was deleted',
};

function StateLine({ job, connection }) {
  return html`<p class="state-line">
    <${JobState} state=${job.state} />
    ${job.reason && html`<span class="muted">${job.reason}</span>`}
    ${CONNECTIONS[connection] && html`<span class=${`connection ${connection}`}>${CONNECTIONS[connection]}</span>`}
  </p>`;
}

/** Why a job that runs requests nothing, as far as that is known. */
import { get } from '../../api.js';
import { Time } from '../../format.js';
import { html } from '../../lib/htm.js';
import { useLoad } from '../../ui.js';
import { DispatchNotice, isStopped } from '../dispatch.js';
import { hostLink, isoDuration, isoMillis } from '../hostparts.js';

const EVERY = 10_000;
const UTC = 'UTC';
// Of those that the job starts at: which others it waits for nobody tells.
const MOST_HOSTS = 5;
// A shorter pause is over before anybody asks.
const LONG_MS = 30_000;

/** @param {{job: Object, rate: {pages: number} | null}} props job: as it is now; rate: of the last seconds */
export function Standstill({ job, rate }) {
  const runs = job.state === 'RUNNING';
  const closed = runs && isClosed(job.politeness);
  const stands = runs && !closed && rate?.pages === 0 && job.counters.queued > 0;
  return html`<div role="status">
    ${closed && html`<${Closed} politeness=${job.politeness} />`}
    ${stands && html`<${Causes} job=${job} />`}
  </div>`;
}

function Closed({ politeness: { hours, zone = UTC } }) {
  return html`<div class="notice"><strong>Outside its hours.</strong>
    ${' '}Nothing new is requested but in ${hours.join(', ')} (${zone}).</div>`;
}

/** By the clocks of the job's zone; each window has its first minute and not its last, and may pass midnight. */
function isClosed({ hours, zone = UTC }) {
  const now = hours && timeIn(zone);
  return Boolean(now) && !hours.some((window) => {
    const [from, to] = window.split('-');
    return from < to ? from <= now && now < to : from <= now || now < to;
  });
}

/** As in `06:30`; null where the browser does not know the zone. */
function timeIn(timeZone) {
  try {
    return new Date().toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

function Causes({ job }) {
  const { data } = useLoad((signal) => causes(job, signal), [job.id], { every: EVERY });
  if (!data) {
    return null;
  }
  return isStopped(data.dispatch)
    ? html`<${DispatchNotice} dispatch=${data.dispatch} />`
    : data.hosts.length > 0 && html`<${Hosts} hosts=${data.hosts} />`;
}

async function causes(job, signal) {
  const { dispatch } = await get('queues', { limit: 1 }, signal);
  const hosts = isStopped(dispatch) ? [] : await Promise.all(origins(job).map((origin) => hostOf(origin, signal)));
  const reasons = hosts.filter((host) => awaits(job, host)).map((host) => ({ ...host, pause: pauseOf(host) }));
  return { dispatch, hosts: reasons.filter(({ state, pause }) => state !== 'ok' || pause) };
}

const origins = ({ seeds }) => [...new Set(seeds.map((seed) => new URL(seed).origin))].slice(0, MOST_HOSTS);

function hostOf(origin, signal) {
  const [scheme, host] = origin.split('://');
  return get(`hosts/${encodeURIComponent(host)}`, { scheme }, signal);
}

const awaits = (job, host) => host.jobs.some(({ jobId, queued }) => jobId === job.id && queued > 0);

/**
 * The pause between two requests of a host, where that is long and not over: the longest that a job wants, or its
 * robots.txt, if one of them obeys that.
 * @returns {{until: Date, length: string} | null}
 */
function pauseOf({ connections, lastContact, jobs, robots }) {
  const obeyed = jobs.some((job) => job.robots === 'obey') && robots?.crawlDelay;
  const delays = [...jobs.map(({ delay }) => delay), obeyed].filter(Boolean);
  const length = delays.reduce((one, other) => (isoMillis(other) > isoMillis(one) ? other : one));
  const until = new Date(Date.parse(lastContact) + isoMillis(length));
  return connections === 0 && isoMillis(length) >= LONG_MS && until > Date.now() ? { until, length } : null;
}

function Hosts({ hosts }) {
  return html`<div class="notice warn"><strong>Nothing is requested at the moment.</strong>
    <ul>${hosts.map((host) => html`<li key=${host.host}>
      <a href=${hostLink(host.host)}>${host.host}</a> <${Reason} ...${host} /></li>`)}</ul></div>`;
}

function Reason({ state, notBefore, trouble, pause }) {
  return state === 'ok'
    ? html`is asked again after a pause of ${isoDuration(pause.length)}, at <${Time} at=${pause.until.toISOString()} exact />`
    : html`is ${state === 'aside' ? 'put aside' : 'left alone'} until${' '}
      <${Time} at=${notBefore} exact />${trouble && `: ${trouble}`}`;
}

/** What the list of jobs and the view of one say alike. */
import { html } from '../../lib/htm.js';
import { count, percent } from '../../format.js';
import { href } from '../../router.js';
import { Badge, Tabs } from '../../ui.js';

const KINDS = {
  QUEUED: 'idle',
  RUNNING: 'info',
  PAUSED: 'warn',
  STOPPING: 'warn',
  COMPLETED: 'ok',
  STOPPED: 'idle',
  FAILED: 'bad',
};
const FINAL = ['COMPLETED', 'STOPPED', 'FAILED'];
const CHANGEABLE = ['QUEUED', 'RUNNING', 'PAUSED'];

export const isFinal = (job) => FINAL.includes(job.state);

/** Whether limits and politeness may become others. */
export const isChangeable = (job) => CHANGEABLE.includes(job.state);

/** Where pages come, or could. */
export const isActive = (job) => job.state === 'RUNNING' || job.state === 'STOPPING';

/** A job's name, or where it starts. In lists `seeds` are the first ones, and `seedCount` says of how many. */
export function nameOf(job) {
  const more = (job.seedCount ?? job.seeds.length) - 1;
  return job.name || `${job.seeds[0]}${more > 0 ? ` and ${count(more)} more` : ''}`;
}

export function JobState({ state }) {
  return html`<${Badge} kind=${KINDS[state]}>${state[0] + state.slice(1).toLowerCase()}<//>`;
}

/** URLs that were requested, whatever came of it: what a rate of pages counts. */
export const requested = (counters) => counters.fetched + counters.redirected + counters.failed;

/** URLs that need nothing more. */
export const settled = (counters) => requested(counters) + counters.excluded;

/** Counter, how it is called, and its colour. */
export const PARTS = [
  ['fetched', 'Fetched', 'ok'],
  ['redirected', 'Redirected', 'info'],
  ['failed', 'Failed', 'bad'],
  ['excluded', 'Excluded', 'idle'],
];

/** How much of what was discovered is settled, and how it ended. */
export function Progress({ counters }) {
  const done = settled(counters);
  const whole = counters.discovered;
  const text = `${count(done)} of ${count(whole)} discovered URLs are settled`;
  return html`<div class="progress" role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax=${whole}
      aria-valuenow=${done} aria-valuetext=${text}>
    ${PARTS.map(([name, , kind]) => html`<span key=${name} class=${kind}
        style=${{ width: `${whole ? (100 * counters[name]) / whole : 0}%` }}></span>`)}
  </div>`;
}

export const progressText = (counters) =>
  `${count(settled(counters))} of ${count(counters.discovered)} (${percent(settled(counters), counters.discovered)})`;

/** The parts of a job, each with an address. @param {{id: string, current: string}} props current: as in `tab=` */
export function JobTabs({ id, current }) {
  const path = `/jobs/${encodeURIComponent(id)}`;
  const tab = (label, name, link) => ({ label, href: link, current: name === current });
  return html`<${Tabs} label="Job" items=${[
    tab('Overview', 'overview', href(path)),
    tab('Pages', 'pages', href(`${path}/pages`)),
    tab('Sitemaps', 'sitemaps', href(path, { tab: 'sitemaps' })),
    tab('Why', 'why', href(path, { tab: 'why' })),
    tab('Settings', 'settings', href(path, { tab: 'settings' })),
  ]} />`;
}

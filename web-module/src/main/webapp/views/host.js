import { get, send } from '../api.js';
import { count, Time } from '../format.js';
import { html, useState } from '../lib/htm.js';
import { href } from '../router.js';
import { Badge, Busy, Confirm, Empty, Facts, Failure, Page, Table, useLoad } from '../ui.js';
import { HostState, isoDuration, NextRequest } from './hostparts.js';
import { JobLink } from './job/name.js';
import { Robots } from './robots.js';

const EVERY_MS = 5_000;
const EFFECT = 'Its back-off and its robots.txt are forgotten, and what failed because of them is queued again '
  + 'in jobs that have not ended.';

/** One host: how it is treated and why, and who waits for it. */
export default function Host({ params, query }) {
  const path = `hosts/${encodeURIComponent(params.host)}`;
  const { scheme } = query;
  const load = (signal) => get(path, { scheme }, signal);
  const { data: host, error, reload } = useLoad(load, [path, scheme], { every: EVERY_MS });
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const retry = async () => {
    const { requeued } = await send('POST', `${path}/retry${scheme ? `?scheme=${encodeURIComponent(scheme)}` : ''}`);
    setAsking(false);
    setSaid(`It is tried again, and ${count(requeued)} ${requeued === 1 ? 'URL was' : 'URLs were'} queued again.`);
    reload();
  };
  const ask = html`<button type="button" class="primary" onClick=${() => setAsking(true)}>Retry now…</button>`;
  return html`<${Page} title=${host ? host.host : params.host} trail=${[['Hosts', href('/hosts')]]} actions=${host && ask}>
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    <div role="status">${said && html`<div class="notice ok">${said}</div>`}</div>
    ${!host && !error && html`<${Busy} />`}
    ${host && html`<${Details} host=${host} />`}
    ${asking && html`<${Confirm} title=${`Try ${host.host} again now?`} message=${EFFECT} action="Retry now"
      onConfirm=${retry} onCancel=${() => setAsking(false)} />`}
  <//>`;
}

function Details({ host }) {
  return html`
    <section class="card" aria-labelledby="politeness"><h2 id="politeness">Politeness</h2>
      <${Facts} items=${politeness(host)} /></section>
    <section class="card" aria-labelledby="jobs"><h2 id="jobs">Jobs</h2>
      <${Waiting} jobs=${host.jobs} /></section>
    <section class="card" aria-labelledby="robots"><h2 id="robots">robots.txt in force</h2>
      <${Robots} robots=${host.robots} /></section>`;
}

function politeness(host) {
  return [
    ['State', html`<${HostState} host=${host} />`],
    ['Next request', html`<${NextRequest} at=${host.notBefore} />`],
    host.notBefore && ['Left alone until', html`<${Time} at=${host.notBefore} exact />`],
    host.trouble && ['Last failure', html`<span class="reason">${host.trouble}</span>`],
    ['Failures in a row', count(host.failures)],
    ['Put aside since its last answer', host.rounds === 0 ? 'never' : `${count(host.rounds)}×`],
    ['Requests under way', count(host.connections)],
    ['URLs queued', count(host.queued)],
    ['Last contact', host.lastContact ? html`<${Time} at=${host.lastContact} />` : 'never'],
  ];
}

const COLUMNS = [
  { label: 'Job', render: (job) => html`<${JobLink} id=${job.jobId} />` },
  { label: 'Queued', numeric: true, render: (job) => count(job.queued) },
  { label: 'Delay', numeric: true, render: (job) => isoDuration(job.delay) },
  { label: 'Connections', numeric: true, render: (job) => count(job.connectionsPerHost) },
  { label: 'robots.txt', render: (job) => (job.robots === 'obey' ? 'obeyed' : html`<${Badge} kind="warn">ignored<//>`) },
  { label: 'Given up', render: (job) => (job.givenUp
    ? html`<${Badge} kind="bad">${job.givenUp}<//> <span class="reason">${job.detail}</span>`
    : 'no') },
];

function Waiting({ jobs }) {
  const empty = html`<${Empty} title="No job has to do with this host any more" />`;
  return html`<${Table} caption="Jobs that have to do with this host" columns=${COLUMNS} rows=${jobs} empty=${empty}
    rowKey=${(job) => job.jobId} stacked />`;
}

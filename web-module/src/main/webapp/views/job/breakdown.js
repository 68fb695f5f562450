/** Of what kinds the pages are, what was kept out, and which hosts are slow or fail. */
import { get } from '../../api.js';
import { Time, bytes, count, duration } from '../../format.js';
import { html, useEffect, useState } from '../../lib/htm.js';
import { href } from '../../router.js';
import { Busy, Empty, Failure, Table, useLoad } from '../../ui.js';
import { hostLink } from '../hostparts.js';
import { BarList } from './bars.js';

const EVERY = 10_000;

export function Breakdown({ job }) {
  const [complete, setComplete] = useState(false);
  const { data, error, reload } = useLoad((signal) => get(`jobs/${job.id}/statistics`, {}, signal), [job.id, job.finished],
    { every: complete ? 0 : EVERY });
  useEffect(() => setComplete(Boolean(data && job.finished && isAfter(data.at, job.finished))), [data, job.finished]);
  if (!data) {
    return html`<section class="card"><h2>Breakdown</h2>
      ${error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Busy} label="Counting" />`}</section>`;
  }
  return html`<div class="grid breakdown">
      <${Statuses} job=${job} data=${data} />
      <${Types} job=${job} data=${data} />
      <${Depths} data=${data} />
      <${Excluded} data=${data} />
    </div>
    <div class="columns">
      <${Hosts} title="Slowest hosts" hosts=${data.slowestHosts} columns=${SLOW} empty="No host has answered yet" />
      <${Hosts} title="Failing hosts" hosts=${data.failingHosts} columns=${FAILING} empty="No host fails" />
    </div>
    <p class="small muted counted">Counted <${Time} at=${data.at} />.</p>`;
}

/** What was counted before the end lacks something, be it by a moment. */
const isAfter = (counted, end) => Date.parse(counted) > Date.parse(end);

function Statuses({ job, data }) {
  const rows = data.statuses.map(({ status, error, pages }) => ({
    key: `${status} ${error}`,
    label: status === null ? error || 'no answer' : `${status}${error ? ` ${error}` : ''}`,
    link: href(`/jobs/${job.id}/pages`, { status: status ?? 'none' }),
    value: pages,
    kind: kindOf(status, error),
  }));
  return html`<${BarList} title="Status" unit="pages" rows=${rows} empty="No page was requested yet" />`;
}

function kindOf(status, error) {
  if (status === null || status >= 500 || error) {
    return 'bad';
  }
  return status >= 400 ? 'warn' : status >= 300 && status !== 304 ? 'info' : 'ok';
}

function Types({ job, data }) {
  const rows = data.types.map(({ type, pages, bytes: size }) => ({
    key: type,
    label: type || 'none',
    link: type && href(`/jobs/${job.id}/pages`, { type }),
    value: pages,
    detail: bytes(size),
  }));
  return html`<${BarList} title="Content type" unit="pages" rows=${rows} empty="Nothing has come yet" />`;
}

function Depths({ data }) {
  const rows = data.depths.map(({ depth, pages }) => ({ key: depth, label: depth === 0 ? '0 (seeds)' : `${depth}`, value: pages }));
  return html`<${BarList} title="Depth" unit="pages" rows=${rows} empty="No page was requested yet" />`;
}

function Excluded({ data }) {
  const rows = data.excluded.map(({ rule, urls }) => ({ key: rule, label: rule, value: urls, kind: 'idle' }));
  return html`<${BarList} title="Excluded by rule" unit="URLs" rows=${rows} empty="Nothing was kept out" />`;
}

function Hosts({ title, hosts, columns, empty }) {
  return html`<section class="card"><h2>${title}</h2>
    <${Table} caption=${title} stacked columns=${columns} rows=${hosts} rowKey=${(host) => host.host}
      empty=${html`<${Empty} title=${empty} />`} />
  </section>`;
}

const HOST = { label: 'Host', render: (row) => html`<a class="url" href=${hostLink(row.host)}><bdi>${row.host}</bdi></a>` };
const PAGES = { label: 'Pages', numeric: true, render: (row) => count(row.pages) };
const SLOW = [
  HOST,
  { label: 'Mean', numeric: true, render: (row) => duration(row.meanMs) },
  { label: 'Longest', numeric: true, render: (row) => duration(row.maxMs) },
  PAGES,
];
const FAILING = [
  HOST,
  { label: 'Failed', numeric: true, render: (row) => count(row.failed) },
  PAGES,
  { label: 'Mostly', render: (row) => row.error || '–' },
];

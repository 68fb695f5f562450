import { get } from '../api.js';
import { bytes, count, duration, Time } from '../format.js';
import { html, useMemo, useRef, useState } from '../lib/htm.js';
import { href } from '../router.js';
import { Empty, Failure, Page, Table, useCursor, useLoad } from '../ui.js';
import { Outcome, PageLink } from './crawled.js';
import { isFinal, JobTabs, nameOf, requested } from './job/job.js';
import { More } from './more.js';
import { chosen, PageFilter, useFilter } from './pagefilter.js';

const EVERY_MS = 10_000;

/** The pages of a job, newest first. */
export default function Pages({ params, query, path }) {
  const { id } = params;
  const filter = useFilter(path, query);
  const [round, setRound] = useState(0);
  const job = useLoad((signal) => get(`jobs/${encodeURIComponent(id)}`, { seeds: 1 }, signal), [id], { every: EVERY_MS });
  const which = `${round} ${JSON.stringify(filter.applied)}`;
  const list = useCursor(
    (cursor, signal) => get(`jobs/${encodeURIComponent(id)}/pages`, { ...filter.applied, cursor }, signal),
    [id, which],
  );
  const refresh = () => setRound(round + 1);
  const actions = html`<button type="button" onClick=${refresh}>Refresh</button>`;
  return html`<${Page} title="Pages" trail=${trail(id, job.data)} actions=${actions}>
    ${job.error && html`<${Failure} error=${job.error} retry=${job.reload} />`}
    <${JobTabs} id=${id} current="pages" />
    <${PageFilter} ...${filter} />
    <${Newer} job=${job.data} which=${which} refresh=${refresh} />
    <${Results} list=${list} job=${job.data} filter=${filter} />
  <//>`;
}

function trail(id, job) {
  return [['Jobs', href('/jobs')], [job ? nameOf(job) : 'Job', href(`/jobs/${encodeURIComponent(id)}`)]];
}

function Results({ list, job, filter }) {
  const before = useRef([]);
  // While the first answer to another filter is awaited, the table stays, so that nothing jumps while one types.
  const waits = list.loading && list.rounds === 0 && list.items.length === 0;
  if (!waits) {
    before.current = list.items;
  }
  const rows = before.current;
  if (list.done && list.items.length === 0) {
    return html`<${Nothing} job=${job} filter=${filter} />`;
  }
  return html`
    ${rows.length > 0 && html`<div class=${waits ? 'stale' : ''} aria-busy=${waits ? 'true' : null}>
      <${Table} caption="Pages, newest first" stacked columns=${COLUMNS} rows=${rows} /></div>`}
    <${More} list=${list} what="pages" />`;
}

const COLUMNS = [
  { label: 'Page', render: (page) => html`<${PageLink} page=${page} />` },
  { label: 'Status', render: (page) => html`<${Outcome} status=${page.status} error=${page.error} />` },
  { label: 'Type', render: (page) => essence(page.contentType) },
  { label: 'Size', numeric: true, render: (page) => bytes(page.bytes) },
  { label: 'Depth', numeric: true, render: (page) => count(page.depth) },
  { label: 'Took', numeric: true, render: (page) => duration(page.durationMs) },
  { label: 'Fetched', render: (page) => html`<${Time} at=${page.fetchedAt} />` },
];

function essence(type) {
  return type ? type.split(';')[0].trim().toLowerCase() : '–';
}

function Nothing({ job, filter }) {
  if (chosen(filter.applied)) {
    return html`<${Empty} title="No page matches">
      <p>Every page of the job was looked at.</p>
      <p><button type="button" onClick=${filter.clear}>Clear filters</button></p>
    <//>`;
  }
  const ended = job && isFinal(job);
  return html`<${Empty} title=${ended ? 'This job has no pages' : 'No page yet'}>
    <p>${ended ? 'It ended before a URL was requested.' : 'Pages are listed here as soon as they are stored.'}
    ${' '}${job && html`<a href=${href(`/jobs/${job.id}`)}>See how the job is doing</a>`}</p>
  <//>`;
}

/** Says that the list is no longer the newest: it does not move by itself under the reader's hand. */
function Newer({ job, which, refresh }) {
  const now = job ? requested(job.counters) : null;
  const atFirst = useMemo(() => now, [which, job === undefined]);
  const newer = now === null ? 0 : now - atFirst;
  return html`<p role="status" class="newer">
    ${newer > 0 && html`${count(newer)} ${newer === 1 ? 'URL has' : 'URLs have'} ended since this list was made.
      ${' '}<button type="button" onClick=${refresh}>Show the newest</button>`}
  </p>`;
}

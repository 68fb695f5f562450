/** The pages of a job, the newest first. */
import { get } from '../../api.js';
import { useRefuge } from '../../focus.js';
import { bytes, count, duration, Time } from '../../format.js';
import { html, useState } from '../../lib/htm.js';
import { href } from '../../router.js';
import { Empty, Table, useCursor } from '../../ui.js';
import { Outcome, PageLink } from '../crawled.js';
import { isChosen, useSteady } from '../filter.js';
import { More } from '../more.js';
import { isFinal, requested } from './job.js';
import { PageFilter, usePageFilter } from './pagefilter.js';

/** @param {{job: Object}} props job: as REST told it last; the others are of the address */
export function Pages({ job, query, path }) {
  const filter = usePageFilter(path, query);
  const [round, setRound] = useState(0);
  const { list, since } = usePages(job.id, filter.applied, round);
  const results = useRefuge();
  const refresh = () => setRound(round + 1);
  return html`<${PageFilter} ...${filter} refresh=${refresh} />
    <${Newer} job=${job} since=${since} refresh=${refresh} />
    <div role="group" aria-label="Pages" tabindex="-1" ref=${results}>
      <${Results} list=${list} job=${job} filter=${filter} /></div>`;
}

/**
 * @returns {{list: ReturnType<typeof useCursor>, since: number | null}} since: how many URLs had ended when the list was
 *     made; null before
 */
function usePages(job, filter, round) {
  const [since, setSince] = useState(null);
  const begin = async (signal) => {
    setSince(null);
    const { counters } = await get(`jobs/${job}`, { seeds: 0 }, signal);
    setSince(requested(counters));
  };
  const load = async (cursor, signal) => {
    const page = get(`jobs/${job}/pages`, { ...filter, cursor }, signal);
    await Promise.all([page, cursor === null && begin(signal)]);
    return page;
  };
  const list = useCursor(load, [job, `${round} ${JSON.stringify(filter)}`]);
  return { list, since };
}

function Results({ list, job, filter }) {
  const { rows, waits } = useSteady(list);
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
  if (isChosen(filter.applied)) {
    return html`<${Empty} title="No page matches">
      <p>Every page of the job was looked at.</p>
      <p><button type="button" onClick=${filter.clear}>Clear filters</button></p>
    <//>`;
  }
  const ended = isFinal(job);
  return html`<${Empty} title=${ended ? 'This job has no pages' : 'No page yet'}>
    <p>${ended ? 'It ended before a URL was requested.' : 'Pages are listed here as soon as they are stored.'}
    ${' '}<a href=${href(`/jobs/${job.id}`)}>See how the job is doing</a></p>
  <//>`;
}

/** Says that the list is no longer the newest: it does not move by itself under the reader's hand. */
function Newer({ job, since, refresh }) {
  const newer = since === null ? 0 : requested(job.counters) - since;
  return html`<p role="status" class="newer">
    ${newer > 0 && html`${count(newer)} ${newer === 1 ? 'URL has' : 'URLs have'} ended since this list was made.
      ${' '}<button type="button" onClick=${refresh}>Show the newest</button>`}
  </p>`;
}

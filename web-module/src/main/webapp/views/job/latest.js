/** The pages that came last. */
import { get } from '../../api.js';
import { Time } from '../../format.js';
import { html } from '../../lib/htm.js';
import { href } from '../../router.js';
import { Empty, Failure, Table, useLoad } from '../../ui.js';
import { Outcome, PageLink } from '../crawled.js';
import { isFinal } from './job.js';

const SHOWN = 10;

/** @param {{job: Object, pages: Object[]}} props pages: as events told them, newest first; before these, those stored */
export function LatestPages({ job, pages }) {
  const { data, error, reload } = useLoad((signal) => get(`jobs/${job.id}/pages`, { limit: SHOWN }, signal),
    [job.id, job.state]);
  const stored = data ? data.items : [];
  // Events told of some only, where many came at once.
  const rows = isFinal(job) ? joined(stored, pages) : joined(pages, stored);
  return html`<section class="card">
    <h2>Latest pages <a class="more-link" href=${href(`/jobs/${job.id}/pages`)}>All pages</a></h2>
    ${error && rows.length === 0 && html`<${Failure} error=${error} retry=${reload} />`}
    ${(rows.length > 0 || data) && html`<${Table} caption="Latest pages" columns=${COLUMNS} rows=${rows}
      empty=${html`<${Empty} title="No page was requested yet" />`} />`}
  </section>`;
}

function joined(first, others) {
  const known = new Set(first.map((page) => page.id));
  return [...first, ...others.filter((page) => !known.has(page.id))].slice(0, SHOWN);
}

const COLUMNS = [
  { label: 'Page', render: (page) => html`<${PageLink} page=${page} />` },
  { label: 'Result', render: (page) => html`<${Outcome} status=${page.status} error=${page.error} />` },
  { label: 'When', className: 'nowrap wide-only', render: (page) => html`<${Time} at=${page.fetchedAt || new Date(page.at).toISOString()} />` },
];

import { get } from '../api.js';
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { Busy, External, Failure, Page, Tabs, useLoad } from '../ui.js';
import { Content } from './content.js';
import { useJobName } from './job/name.js';
import { Overview } from './pagefacts.js';
import { Inlinks, Outlinks } from './pagelinks.js';
import { Headers, Text } from './pageparts.js';

/** One page: what was asked, what came, and where it leads. */
export default function PageView({ params, query, path }) {
  const { data: page, error, reload } = useLoad((signal) => get(`pages/${encodeURIComponent(params.id)}`, {}, signal), [params.id]);
  const job = useJobName(page?.jobId);
  if (!page) {
    return html`<${Page} title="Page">
      ${error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Busy} />`}<//>`;
  }
  const parts = partsOf(page);
  const current = parts.find((part) => part.id === query.tab) || parts[0];
  const items = parts.map((part) => ({
    label: part.label,
    href: href(path, { tab: part === parts[0] ? null : part.id }),
    current: part === current,
  }));
  const found = href(`/jobs/${page.jobId}`, { tab: 'why', url: page.url });
  const why = html`<a class="button" href=${found}>How it was found</a>`;
  return html`<${Page} title=${page.title || page.url} trail=${trail(page, job)} actions=${why}>
    <p class="page-url"><${External} url=${page.url} /></p>
    <${Tabs} label="Parts of the page" items=${items} />
    <${current.view} page=${page} />
  <//>`;
}

function trail(page, job = 'Job') {
  return [
    ['Jobs', href('/jobs')],
    [job, href(`/jobs/${page.jobId}`)],
    ['Pages', href(`/jobs/${page.jobId}/pages`)],
  ];
}

function partsOf(page) {
  return [
    { id: 'overview', label: 'Overview', view: Overview },
    { id: 'content', label: 'Content', view: Content },
    { id: 'text', label: 'Text', view: Text },
    { id: 'outlinks', label: `Outlinks (${page.outlinks.length})`, view: Outlinks },
    { id: 'inlinks', label: 'Inlinks', view: Inlinks },
    { id: 'headers', label: `Headers (${page.headers.length})`, view: Headers },
  ];
}

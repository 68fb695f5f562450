/** What was crawled is foreign: nothing of it becomes markup here, and only http(s) becomes a link (`External`). */
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { Badge } from '../ui.js';

/** To what became of a URL in a job. @param {{job: string, url: string}} props job: its id */
export function WhyLink({ job, url }) {
  return html`<a class="why" href=${href(`/jobs/${job}`, { tab: 'why', url })}>
    Why?<span class="visually-hidden"> What became of ${url}</span></a>`;
}

/**
 * A page by title and URL, as lists show it. Text that runs from right to left stays within itself.
 * @param {{page: {id: string, url: string, title: string | null}}} props
 */
export function PageLink({ page }) {
  return html`<a class="page-link" href=${href(`/pages/${page.id}`)}>
    ${page.title && html`<bdi class="link-title">${page.title}</bdi>`}
    <bdi class=${page.title ? 'url muted' : 'url'}>${page.url}</bdi>
  </a>`;
}

const KINDS = { 2: 'ok', 3: 'info', 4: 'warn', 5: 'bad' };
const NOT_MODIFIED = 304;

/**
 * How a request ended: its status, and why there is none or the redirect leads nowhere.
 * @param {{status: number | null, error?: string | null}} props
 */
export function Outcome({ status, error }) {
  if (status === null || status === undefined) {
    return html`<${Badge} kind="bad">${error || 'no answer'}<//>`;
  }
  const kind = status === NOT_MODIFIED ? 'ok' : KINDS[Math.floor(status / 100)];
  return html`<${Badge} kind=${error ? 'bad' : kind}>${status}${error && ` ${error}`}<//>`;
}

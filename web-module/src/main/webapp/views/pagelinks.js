import { get } from '../api.js';
import { count } from '../format.js';
import { html, useState } from '../lib/htm.js';
import { Empty, External, Table, useCursor } from '../ui.js';
import { Outcome, PageLink, WhyLink } from './crawled.js';
import { More } from './more.js';

const AT_ONCE = 200;

/** A page may have thousands of links; drawing all of them at once would take seconds. */
export function Outlinks({ page }) {
  const [shown, setShown] = useState(AT_ONCE);
  const all = page.outlinks;
  if (all.length === 0 && page.outlinksDropped === 0) {
    return html`<${Empty} title="No outlinks"><p>The page has no links that could be followed.</p><//>`;
  }
  return html`
    <ul class="links" aria-label="Outlinks">
      ${all.slice(0, shown).map((url, index) => html`<li key=${index}>
        <${External} url=${url} />${' '}<${WhyLink} job=${page.jobId} url=${url} /></li>`)}
    </ul>
    ${shown < all.length && html`<div class="more">
      <span role="status">The first ${count(shown)} of ${count(all.length)} are shown.</span>
      <button type="button" onClick=${() => setShown(shown + AT_ONCE)}>Show more</button></div>`}
    ${page.outlinksDropped > 0 && html`<p>${count(page.outlinksDropped)} further links of the page were neither kept
      nor followed: there are too many, or they are too long.</p>`}`;
}

const COLUMNS = [
  { label: 'Page', render: (page) => html`<${PageLink} page=${page} />` },
  { label: 'Status', render: (page) => html`<${Outcome} status=${page.status} />` },
];

export function Inlinks({ page }) {
  const list = useCursor((cursor, signal) => get(`pages/${page.id}/inlinks`, { cursor }, signal), [page.id]);
  if (list.done && list.items.length === 0) {
    return html`<${Empty} title="No inlinks">
      <p>No page of this job links or redirects here${page.depth === 0 ? '; it was a seed' : ''}.</p><//>`;
  }
  return html`
    ${list.items.length > 0 && html`<${Table} caption="Pages of this job that link or redirect here"
      stacked columns=${COLUMNS} rows=${list.items} />`}
    <${More} list=${list} what="inlinks" />`;
}

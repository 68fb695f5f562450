/** The sitemaps that a job has met. */
import { get } from '../../api.js';
import { Time, count } from '../../format.js';
import { html, useState } from '../../lib/htm.js';
import { Badge, Empty, External, Table, useCursor } from '../../ui.js';
import { More } from '../more.js';

const KINDS = { fetched: 'ok', redirected: 'info', failed: 'bad', excluded: 'idle' };

export function Sitemaps({ job }) {
  const [round, setRound] = useState(0);
  const list = useCursor((cursor, signal) => get(`jobs/${job}/sitemaps`, { limit: 100, cursor }, signal), [job, round]);
  return html`<p class="actions lead">
      <button type="button" onClick=${() => setRound(round + 1)}>Refresh</button></p>
    <${Results} list=${list} />`;
}

function Results({ list }) {
  if (list.done && list.items.length === 0) {
    return html`<${Empty} title="This job has met no sitemap">
      <p>It reads those that the robots.txt of its hosts name, unless its settings say otherwise.</p><//>`;
  }
  return html`
    ${list.items.length > 0 && html`<${Table} caption="Sitemaps" stacked columns=${COLUMNS} rows=${list.items} />`}
    <${More} list=${list} what="sitemaps" />`;
}

const COLUMNS = [
  { label: 'Sitemap', render: (sitemap) => html`<${External} url=${sitemap.url} />` },
  { label: 'Result', render: (sitemap) => html`<${Result} sitemap=${sitemap} />` },
  { label: 'Named by', render: (sitemap) => html`<${Source} sitemap=${sitemap} />` },
  { label: 'Names', numeric: true, render: (sitemap) => html`<${Names} sitemap=${sitemap} />` },
  { label: 'Read', className: 'nowrap', render: (sitemap) => html`<${Time} at=${sitemap.fetchedAt} />` },
];

function Result({ sitemap }) {
  const { state, outcome, status, error, rule, detail, location } = sitemap;
  const words = [error || rule, detail, location && `leads to ${location}`].filter(Boolean).join(': ');
  return html`<${Badge} kind=${KINDS[outcome]}>${outcome || state}${status ? ` ${status}` : ''}<//>
    ${words && html`<span class="muted small block url"><bdi>${words}</bdi></span>`}`;
}

function Source({ sitemap }) {
  return html`${sitemap.source}${sitemap.referrer &&
  html` <span class="muted small block url"><bdi>${sitemap.referrer}</bdi></span>`}`;
}

function Names({ sitemap }) {
  if (sitemap.urls === null) {
    return '–';
  }
  const refused = sitemap.refused ? `, ${count(sitemap.refused)} refused` : '';
  return `${count(sitemap.urls)} ${sitemap.index ? 'sitemaps' : 'pages'}${refused}`;
}

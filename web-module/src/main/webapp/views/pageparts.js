import { getText } from '../api.js';
import { html } from '../lib/htm.js';
import { Busy, Empty, Failure, Table, useLoad } from '../ui.js';

/** The text for people and search, asked for only when it is looked at. */
export function Text({ page }) {
  const { data, error, reload } = useLoad((signal) => textOf(page.id, signal), [page.id]);
  if (error) {
    return html`<${Failure} error=${error} retry=${reload} />`;
  }
  if (data === undefined) {
    return html`<${Busy} />`;
  }
  if (!data) {
    return html`<${Empty} title="There is no text"><p>Nothing was kept of this page that has a text to read.</p><//>`;
  }
  return html`<pre class="text" tabindex="0" role="region" aria-label="Text of the page"
    dir="auto" lang=${page.lang}>${data}</pre>`;
}

async function textOf(id, signal) {
  try {
    return await getText(`pages/${id}/text`, {}, signal);
  } catch (error) {
    if (error.status === 404) {
      return null;
    }
    throw error;
  }
}

const COLUMNS = [
  { label: 'Name', className: 'nowrap', render: (field) => html`<span class="mono">${field.name}</span>` },
  { label: 'Value', render: (field) => html`<span class="mono url">${field.value}</span>` },
];

export function Headers({ page }) {
  if (page.headers.length === 0) {
    return html`<${Empty} title="No header fields"><p>There was no answer, or it came without any.</p><//>`;
  }
  return html`<${Table} caption="Header fields of the answer, in their order" columns=${COLUMNS}
      rows=${page.headers} stacked />
    <p class="foot">Set-Cookie is not kept; of the others at most 8 KiB.</p>`;
}

import { get } from '../api.js';
import { html } from '../lib/htm.js';
import { Failure, useLoad } from '../ui.js';
import { PageLink } from './crawled.js';

/** The server gives ids alone, of at most 20 pages: few enough to ask for what they are called. */
export function Similar({ ids }) {
  const { data, error, reload } = useLoad(
    (signal) => Promise.all(ids.map((id) => named(id, signal))),
    [ids.join()],
  );
  const pages = data || ids.map(byId);
  return html`<h3 id="similar">Pages with nearly the same text, the most similar first</h3>
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    <ol class="links" aria-labelledby="similar">
      ${pages.map((page) => html`<li key=${page.id}><${PageLink} page=${page} /></li>`)}
    </ol>`;
}

const byId = (id) => ({ id, url: id, title: null });

async function named(id, signal) {
  try {
    return await get(`pages/${id}`, {}, signal);
  } catch (error) {
    // One that is gone meanwhile is shown by its id.
    if (error.status === 404) {
      return byId(id);
    }
    throw error;
  }
}

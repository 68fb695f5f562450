import { html } from '../../lib/htm.js';
import { Field } from '../../ui.js';
import { isChosen, useFilter } from '../filter.js';

const STATUS = /^([1-9]xx|[1-9]\d\d|none)$/;
const RULES = {
  names: ['q', 'status', 'host', 'type'],
  tidy: (name, value) => (name === 'status' ? value.toLowerCase() : value),
  valid: ({ status }) => !status || STATUS.test(status),
};

/** @param {string} path of the view @param {Object<string, string>} query as it is in the address */
export const usePageFilter = (path, query) => useFilter(path, query, RULES);

/** @param {ReturnType<typeof useFilter> & {refresh: () => void}} props */
export function PageFilter({ draft, wanted, change, submit, clear, first, refresh }) {
  const shared = (name) => ({
    name,
    value: draft[name] || '',
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event) => change(name, event.target.value),
  });
  const wrong = RULES.valid(wanted) ? null : 'A status (404), a class (4xx), or none';
  return html`<form role="search" aria-label="Filter pages" class="toolbar" onSubmit=${submit}>
    <${Field} label="Search"><input type="search" ref=${first} placeholder="Part of the URL or title" ...${shared('q')} /><//>
    <${Field} label="Status" error=${wrong}>
      <input list="statuses" placeholder="404, 5xx, none" ...${shared('status')} /><//>
    <${Field} label="Host"><input placeholder="www.example.org" inputmode="url" ...${shared('host')} /><//>
    <${Field} label="Content type"><input list="types" placeholder="text/html" ...${shared('type')} /><//>
    ${isChosen(wanted) && html`<button type="button" onClick=${clear}>Clear filters</button>`}
    <button type="button" onClick=${refresh}>Refresh</button>
    <${Suggestions} />
  </form>`;
}

function Suggestions() {
  return html`
    <datalist id="statuses">
      <option value="2xx">Success</option><option value="3xx">Redirects</option><option value="404">Not found</option>
      <option value="4xx">Client errors</option><option value="5xx">Server errors</option>
      <option value="none">No answer</option>
    </datalist>
    <datalist id="types">
      <option value="text/html" /><option value="application/pdf" /><option value="application/json" />
      <option value="image/" /><option value="text/css" />
    </datalist>`;
}

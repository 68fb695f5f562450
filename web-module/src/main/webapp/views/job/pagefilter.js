import { html, useEffect, useRef, useState } from '../../lib/htm.js';
import { navigate } from '../../router.js';
import { Field } from '../../ui.js';

const NAMES = ['q', 'status', 'host', 'type'];
const PAUSE_MS = 350;
const STATUS = /^([1-9]xx|[1-9]\d\d|none)$/;

/** Whether anything is filtered by. */
export function chosen(filter) {
  return NAMES.some((name) => filter[name]);
}

function clean(values) {
  const filter = {};
  for (const name of NAMES) {
    const value = (values[name] || '').trim();
    if (value) {
      filter[name] = name === 'status' ? value.toLowerCase() : value;
    }
  }
  return filter;
}

const valid = (filter) => !filter.status || STATUS.test(filter.status);

/**
 * What is typed, and what is in the address: the latter is searched by, so that a link or the way back keeps it.
 * @param {string} path of the view
 * @param {Object<string, string>} query as it is in the address
 * @returns {{draft: Object, applied: Object, change: (name: string, value: string) => void, submit: () => void,
 *     clear: () => void, first: {current: HTMLElement | null}}} first: the ref of the first field, which has the focus
 *     after `clear`
 */
export function useFilter(path, query) {
  const applied = clean(query);
  const [draft, setDraft] = useState(applied);
  const wanted = clean(draft);
  const apply = useSync(path, applied, wanted, setDraft);
  const first = useRef(null);
  return {
    draft,
    applied,
    change: (name, value) => setDraft((now) => ({ ...now, [name]: value })),
    submit: () => valid(wanted) && apply(wanted),
    clear: () => {
      setDraft({});
      apply({});
      first.current.focus();
    },
    first,
  };
}

/** Brings what is typed into the address after a pause, and what comes by the address into the fields at once. */
function useSync(path, applied, wanted, setDraft) {
  const appliedKey = JSON.stringify(applied);
  const wantedKey = JSON.stringify(wanted);
  const written = useRef(appliedKey);
  const apply = (filter) => {
    written.current = JSON.stringify(filter);
    navigate(path, filter, { replace: true });
  };
  useEffect(() => {
    // What was typed comes back too, when more may have been typed already.
    if (appliedKey !== written.current) {
      written.current = appliedKey;
      setDraft(applied);
    }
  }, [appliedKey]);
  useEffect(() => {
    if (wantedKey === appliedKey || !valid(wanted)) {
      return undefined;
    }
    const timer = setTimeout(() => apply(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wantedKey, appliedKey]);
  return apply;
}

/** @param {ReturnType<typeof useFilter> & {refresh: () => void}} props */
export function PageFilter({ draft, change, submit, clear, first, refresh }) {
  const shared = (name) => ({
    name,
    value: draft[name] || '',
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event) => change(name, event.target.value),
  });
  const wrong = valid(clean(draft)) ? null : 'A status (404), a class (4xx), or none';
  const search = (event) => {
    event.preventDefault();
    submit();
  };
  return html`<form role="search" aria-label="Filter pages" class="toolbar" onSubmit=${search}>
    <${Field} label="Search"><input type="search" ref=${first} placeholder="Part of the URL or title" ...${shared('q')} /><//>
    <${Field} label="Status" error=${wrong}>
      <input list="statuses" placeholder="404, 5xx, none" ...${shared('status')} /><//>
    <${Field} label="Host"><input placeholder="www.example.org" inputmode="url" ...${shared('host')} /><//>
    <${Field} label="Content type"><input list="types" placeholder="text/html" ...${shared('type')} /><//>
    ${chosen(clean(draft)) && html`<button type="button" onClick=${clear}>Clear filters</button>`}
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

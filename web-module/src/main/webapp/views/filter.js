/** What a list is filtered by: typed into fields, and kept in the address. */
import { useEffect, useRef, useState } from '../lib/htm.js';
import { navigate } from '../router.js';

const PAUSE_MS = 350;

/** Whether anything is filtered by. @param {Object<string, string>} filter */
export const isChosen = (filter) => Object.values(filter).some(Boolean);

/** Without what says nothing. */
function clean(values, { names, tidy = (name, value) => value }) {
  const texts = names.map((name) => [name, tidy(name, (values[name] || '').trim())]);
  return Object.fromEntries(texts.filter(([, text]) => text));
}

/**
 * What is typed, and what is in the address: the latter is searched by, so that a link or the way back keeps it.
 * @param {string} path of the view
 * @param {Object<string, string>} query as it is in the address
 * @param {{names: string[], tidy?: (name: string, value: string) => string, valid?: (filter: Object) => boolean}} rules
 *     names: of the parameters; tidy: a value as it is sent, '' for none; valid: whether it is worth asking
 * @returns {{draft: Object, wanted: Object, applied: Object, change: (name: string, value: string) => void,
 *     submit: (event: Event) => void, clear: () => void, first: {current: HTMLElement | null}}} wanted: what is typed, as
 *     it would be sent; submit: of the form; first: the ref of the first field, which has the focus after `clear`
 */
export function useFilter(path, query, rules) {
  const { valid = () => true } = rules;
  const applied = clean(query, rules);
  const [draft, setDraft] = useState(applied);
  const wanted = clean(draft, rules);
  const apply = useSync(path, applied, wanted, valid(wanted), setDraft);
  const first = useRef(null);
  return {
    draft,
    wanted,
    applied,
    change: (name, value) => setDraft((now) => ({ ...now, [name]: value })),
    submit: (event) => {
      event.preventDefault();
      valid(wanted) && apply(wanted);
    },
    clear: () => {
      setDraft({});
      apply({});
      first.current.focus();
    },
    first,
  };
}

/** Brings what is typed into the address after a pause, and what comes by the address into the fields at once. */
function useSync(path, applied, wanted, isValid, setDraft) {
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
    if (wantedKey === appliedKey || !isValid) {
      return undefined;
    }
    const timer = setTimeout(() => apply(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wantedKey, appliedKey]);
  return apply;
}

/**
 * While the first answer to another filter is awaited, what was there stays, so that nothing jumps while one types.
 * @param {ReturnType<typeof import('../load.js').useCursor>} list
 * @returns {{rows: any[], waits: boolean}} waits: `rows` are those of the filter before
 */
export function useSteady(list) {
  const before = useRef([]);
  const waits = list.loading && list.rounds === 0 && list.items.length === 0;
  if (!waits) {
    before.current = list.items;
  }
  return { rows: before.current, waits };
}

/** Which dead letters are meant, where it is more than one. */
import { get } from '../../api.js';
import { count } from '../../format.js';
import { html, useEffect, useRef, useState } from '../../lib/htm.js';
import { Failure } from '../../ui.js';
import { VERBS } from './verbs.js';

const A_PAGE = 200;
const NONE = new Map();

/**
 * @param {Object[]} shown letters in the list
 * @param {boolean} isAll whether there are no others
 * @returns {{chosen: Map<string, Object>, toggle: (letter: Object) => void, choose: (letters: Object[]) => void,
 *     all: () => Promise<void>, reading: boolean, error: Error | null}} chosen: by their ids; choose: these and no others;
 *     all: chooses whatever there is, shown or not
 */
export function useSelection(shown, isAll) {
  const [chosen, setChosen] = useState(NONE);
  const [{ reading, error }, setState] = useState({ reading: false, error: null });
  const life = useRef(null);
  useEffect(() => {
    life.current = new AbortController();
    return () => life.current.abort();
  }, []);
  const choose = (letters) => setChosen(byId(letters));
  const toggle = (letter) => setChosen((now) => {
    const next = new Map(now);
    next.delete(letter.id) || next.set(letter.id, letter);
    return next;
  });
  const all = async () => {
    setState({ reading: true, error: null });
    try {
      choose(isAll ? shown : await everything(life.current.signal));
      setState({ reading: false, error: null });
    } catch (failure) {
      setState({ reading: false, error: failure });
    }
  };
  return { chosen, toggle, choose, all, reading, error };
}

/** What its sender gave no id cannot be handled by us. */
const byId = (letters) => new Map(letters.filter(({ id }) => id).map((letter) => [letter.id, letter]));

async function everything(signal) {
  const letters = [];
  let cursor = null;
  do {
    const page = await get('dead-letters', { limit: A_PAGE, cursor }, signal);
    // No more of each than what is asked of it: there may be thousands.
    letters.push(...page.items.map(({ id, url, replayable }) => ({ id, url, replayable })));
    cursor = page.next;
  } while (cursor !== null);
  return letters;
}

/**
 * Says how many are chosen, and what can be done with them.
 * @param {{selection: ReturnType<typeof useSelection>, busy: boolean, ask: (verb: 'replay' | 'discard') => void}} props
 *     busy: something is under way already
 */
export function SelectionBar({ selection: { chosen, choose, all, reading, error }, busy, ask }) {
  const waits = busy || reading;
  const button = (name, can, press, words, kind = '') => html`<button type="button" key=${name} class=${kind}
    aria-disabled=${waits || !can ? 'true' : null} onClick=${() => waits || !can || press()}>${words}</button>`;
  const isThere = (verb) => [...chosen.values()].some(VERBS[verb].can);
  return html`<div class="actions lead" role="group" aria-label="Several at once">
      ${button('all', true, all, reading ? 'Reading the list…' : 'Select all')}
      ${button('none', chosen.size > 0, () => choose([]), 'Select none')}
      ${button('replay', isThere('replay'), () => ask('replay'), 'Replay selected…')}
      ${button('discard', isThere('discard'), () => ask('discard'), 'Discard selected…', 'danger')}
      <span role="status">${count(chosen.size)} selected</span>
    </div>
    ${error && html`<${Failure} error=${error} />`}`;
}

/** Does something with many dead letters: one after the other, so that it can be stopped, and each failure told. */
import { count } from '../../format.js';
import { html, useEffect, useRef, useState } from '../../lib/htm.js';
import { Failure, announce } from '../../ui.js';

const TOLD_EVERY = 250;
const MOST_SHOWN = 10;

/**
 * @typedef {{verb: import('./verbs.js').Verb, total: number, done: number, already: number,
 *     refused: {letter: Object, why: string}[], untouched: Object[], error: Error | null}} Run
 *     already: were gone before; refused: are still there; untouched: was not come to, or not beyond
 *
 * @param {(left: Object[]) => void} ended called with the letters that are still there
 * @returns {{run: Run | null, going: boolean, begin: (verb: Object, letters: Object[]) => Promise<void>,
 *     stop: () => void, forget: () => void}} run: the last one
 */
export function useRun(ended) {
  const [{ run, going }, setState] = useState({ run: null, going: false });
  const control = useRef(null);
  useEffect(() => () => control.current?.abort(), []);
  const begin = async (verb, letters) => {
    const { signal } = (control.current = new AbortController());
    announce(`${verb.many.doing}…`);
    const last = await settleAll(verb, letters, signal, (now) => setState({ run: now, going: true }));
    setState({ run: last, going: false });
    ended([...last.refused.map(({ letter }) => letter), ...last.untouched]);
  };
  const stop = () => control.current.abort();
  const forget = () => setState({ run: null, going: false });
  return { run, going, begin, stop, forget };
}

/** What is wrong with one of them is noted; what would be wrong with all the others too ends it. */
async function settleAll(verb, letters, signal, tell) {
  const run = { verb, total: letters.length, done: 0, already: 0, refused: [], untouched: [...letters], error: null };
  let told = -Infinity;
  while (run.untouched.length > 0 && !run.error && !signal.aborted) {
    if (performance.now() - told > TOLD_EVERY) {
      tell({ ...run });
      told = performance.now();
    }
    await settle(run, run.untouched.shift());
  }
  return run;
}

async function settle(run, letter) {
  try {
    await run.verb.call(letter);
    run.done++;
  } catch (failure) {
    if (failure.status === 404) {
      run.already++;
    } else if (failure.status === 409) {
      run.refused.push({ letter, why: failure.message });
    } else {
      run.untouched.unshift(letter);
      run.error = failure;
    }
  }
}

/** How far it is. @param {{run: Run, stop: () => void}} props */
export function Going({ run, stop }) {
  const at = run.done + run.already + run.refused.length;
  const text = `${run.verb.many.doing}: ${count(at)} of ${count(run.total)}`;
  return html`<section class="card stack lead" aria-label="Under way">
    <p>${text}</p>
    <div class="progress" role="progressbar" aria-label=${run.verb.many.doing} aria-valuemin="0" aria-valuemax=${run.total}
      aria-valuenow=${at} aria-valuetext=${text}>
      <span class="info" style=${{ width: `${(100 * at) / run.total}%` }}></span></div>
    <div class="actions"><button type="button" onClick=${stop}>Stop</button>
      <span class="muted">Leaving this view stops it too.</span></div>
  </section>`;
}

/** What came of it. @param {{run: Run}} props */
export function Outcome({ run: { verb, done, already, refused, untouched, error } }) {
  const isWhole = refused.length === 0 && untouched.length === 0;
  return html`<div class=${`notice ${isWhole ? 'ok' : 'warn'}`}>
      <p><strong>${verb.many.said(done)}</strong>
        ${already > 0 && ` ${count(already)} ${already === 1 ? 'was' : 'were'} gone already.`}
        ${untouched.length > 0 && ` It ended before the other ${count(untouched.length)}, which are still selected.`}
        ${refused.length > 0 && ` ${count(refused.length)} could not be, and ${refused.length === 1 ? 'is' : 'are'} still selected:`}</p>
      ${refused.length > 0 && html`<ul>${refused.slice(0, MOST_SHOWN).map(({ letter, why }) => html`<li key=${letter.id}>
        ${why}${letter.url && html`: <bdi class="url">${letter.url}</bdi>`}</li>`)}</ul>`}
      ${refused.length > MOST_SHOWN && html`<p>and ${count(refused.length - MOST_SHOWN)} more</p>`}
    </div>
    ${error && html`<${Failure} error=${error} />`}`;
}

/** What a view has loaded, as hooks; views get them by ui.js. */
import { useCallback, useEffect, useRef, useState } from './lib/htm.js';

/**
 * Loads something, again when `deps` change, and again and again with `every`: not while the page is hidden, and at once
 * when it is shown again or the reader has signed in again.
 * @param {(signal: AbortSignal) => Promise<any>} load
 * @param {any[]} deps what `load` depends on; when they change, what was loaded before is forgotten
 * @param {{every?: number}} [options] milliseconds from an answer to the next call
 * @returns {{data: any, error: Error | null, reload: () => Promise<void>, loading: boolean}} `data` is undefined until
 *     there is some, and stays while the next is loaded or has failed; `error` is of the last call; `reload` ends when
 *     there is an answer, or another call has overtaken it; `loading` of the first call or one that was asked for, not of
 *     those that repeat it
 */
export function useLoad(load, deps, { every } = {}) {
  const [state, setState] = useState({ data: undefined, error: null, loading: true });
  const loop = useRef(null);
  // A repeated call is that of the last rendering, whatever it closes over besides `deps`.
  const latest = useRef(null);
  latest.current = { load, every };
  useEffect(() => {
    setState({ data: undefined, error: null, loading: true });
    loop.current = new Loop(latest, setState);
    return () => loop.current.end();
  }, deps);
  const reload = useCallback(() => loop.current.ask(), []);
  return { ...state, reload };
}

/** One call after the other, until it is ended. */
class Loop {
  constructor(latest, setState) {
    this.latest = latest;
    this.setState = setState;
    this.resume = () => document.hidden || !this.latest.current.every || this.run();
    this.ask = this.ask.bind(this);
    document.addEventListener('visibilitychange', this.resume);
    window.addEventListener('signed-in', this.ask);
    this.run();
  }

  ask() {
    this.setState((state) => ({ ...state, loading: true }));
    return this.run();
  }

  async run() {
    clearTimeout(this.timer);
    this.control?.abort();
    const control = new AbortController();
    this.control = control;
    const outcome = await this.latest.current.load(control.signal).then(
      (data) => ({ data, error: null }),
      (error) => ({ error }),
    );
    // Of calls that were overtaken nothing is to be seen.
    if (control.signal.aborted) {
      return;
    }
    this.setState((state) => ({ ...state, ...outcome, loading: false }));
    const { every } = this.latest.current;
    if (every) {
      this.timer = setTimeout(this.resume, every);
    }
  }

  end() {
    clearTimeout(this.timer);
    this.control.abort();
    document.removeEventListener('visibilitychange', this.resume);
    window.removeEventListener('signed-in', this.ask);
  }
}

const NOTHING_YET = { items: [], cursor: null, loading: true, error: null, done: false, rounds: 0 };

/**
 * A list that is read a page at a time. Pages without items are gone over until there is something to show or nothing
 * more: with a filter, a call looks at so many rows only. Where the session ended, it goes on after the next sign-in.
 * @param {(cursor: string | null, signal: AbortSignal) => Promise<{items: any[], next: string | null}>} loadPage
 * @param {any[]} deps what `loadPage` depends on; when they change, the list starts anew
 * @returns {{items: any[], more: () => void, cancel: () => void, loading: boolean, rounds: number, error: Error | null,
 *     done: boolean}} `more` loads the next page, goes on after `cancel`, or tries again after an error; `rounds` is how
 *     many pages without items this took so far; `done` when there is nothing more
 */
export function useCursor(loadPage, deps) {
  const [state, setState] = useState(NOTHING_YET);
  const search = useRef(null);
  const load = (cursor) => {
    search.current = new AbortController();
    setState((now) => ({ ...now, cursor, loading: true, error: null, rounds: 0 }));
    seek(loadPage, cursor, search.current.signal, setState);
  };
  useEffect(() => {
    setState(NOTHING_YET);
    load(null);
    return () => search.current.abort();
  }, deps);
  useEffect(() => {
    if (state.error?.status !== 401) {
      return undefined;
    }
    const again = () => load(state.cursor);
    window.addEventListener('signed-in', again);
    return () => window.removeEventListener('signed-in', again);
  }, [state.error]);
  const more = () => state.loading || state.done || load(state.cursor);
  const cancel = () => {
    search.current.abort();
    setState((now) => ({ ...now, loading: false }));
  };
  const { items, loading, rounds, error, done } = state;
  return { items, more, cancel, loading, rounds, error, done };
}

/** Reads on until there are items, nothing more, an error, or it is cancelled; what was gone over stays so. */
async function seek(loadPage, start, signal, setState) {
  let page = { items: [], next: start };
  do {
    const cursor = page.next;
    try {
      page = await loadPage(cursor, signal);
    } catch (error) {
      signal.aborted || setState((now) => ({ ...now, loading: false, error }));
      return;
    }
    if (signal.aborted) {
      return;
    }
    const { items, next } = page;
    setState((now) => ({
      ...now,
      items: now.items.concat(items),
      cursor: next,
      done: next === null,
      loading: items.length === 0 && next !== null,
      rounds: items.length === 0 ? now.rounds + 1 : now.rounds,
    }));
  } while (page.items.length === 0 && page.next !== null);
}

import { useRefuge } from '../focus.js';
import { count } from '../format.js';
import { html } from '../lib/htm.js';
import { Failure } from '../ui.js';

/**
 * What stands below a list that is read by cursor. The server looks at a bounded number of rows a call, so that a rare
 * thing may take many calls: these are made one after the other, which is said and can be stopped.
 * @param {{list: ReturnType<typeof import('../load.js').useCursor>, what: string}} props what: is listed, as in `pages`
 */
export function More({ list, what }) {
  const words = useRefuge();
  return html`${list.error && html`<${Failure} error=${list.error} />`}
    <div class="more">
      <span role="status" tabindex="-1" ref=${words}>${list.loading ? going(list, what) : rest(list, what)}</span>
      <${Go} list=${list} />
    </div>`;
}

/** One button, whatever it is for at the moment: it keeps the focus. */
function Go({ list }) {
  if (list.loading && list.rounds > 0) {
    return html`<button type="button" onClick=${list.cancel}>Stop</button>`;
  }
  if (list.done || (list.loading && list.items.length === 0)) {
    return null;
  }
  return html`<button type="button" aria-disabled=${list.loading ? 'true' : null} onClick=${list.more}>${verb(list)}</button>`;
}

function verb({ error, items }) {
  if (error) {
    return 'Try again';
  }
  return items.length > 0 ? 'Load more' : 'Go on looking';
}

function going(list, what) {
  if (list.rounds === 0) {
    return `Loading ${what}…`;
  }
  const batches = list.rounds === 1 ? 'batch' : 'batches';
  return `Looking for more ${what}: nothing in ${count(list.rounds)} ${batches} of rows so far…`;
}

function rest(list, what) {
  const shown = count(list.items.length);
  if (list.error && list.items.length === 0) {
    return '';
  }
  if (list.done) {
    return `That is all: ${shown} ${list.items.length === 1 ? 'entry' : 'entries'}.`;
  }
  return list.items.length > 0
    ? `${shown} shown so far.`
    : `No ${what} found so far, and not everything was looked at.`;
}

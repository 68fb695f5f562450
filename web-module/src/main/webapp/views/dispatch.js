import { count, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { Badge, Facts } from '../ui.js';

const STOPPED = {
  'waiting-for-results': ['warn', 'Waiting', 'So much is in flight that results must come in first.'],
  'broker-away': ['bad', 'Stopped', 'It goes on by itself as soon as the broker is back.'],
  'no-space-broker': ['bad', 'Stopped', 'The broker has no space. It goes on by itself as soon as there is some.'],
  'no-space-database': ['bad', 'Stopped', 'The database has no space. It goes on by itself as soon as there is some.'],
};

/** Whether work is given out, and if not, why. @param {{dispatch: Object}} props as the API gives it */
export function Dispatch({ dispatch }) {
  const stopped = STOPPED[dispatch.state];
  return html`
    <div role="status">${stopped && html`<${Stopped} words=${stopped} detail=${dispatch.detail} />`}</div>
    <${Facts} items=${[
      ['State', html`<${Badge} kind=${stopped ? stopped[0] : 'ok'}>${stopped ? stopped[1] : 'Running'}<//>`],
      ['Since', html`<${Time} at=${dispatch.since} />`],
      ['URLs in flight', `${count(dispatch.urlsInFlight)} of at most ${count(dispatch.urlsInFlightLimit)}`],
      ['URLs queued', count(dispatch.urlsQueued)],
    ]} />`;
}

function Stopped({ words: [kind, title, hint], detail }) {
  return html`<div class=${`notice ${kind}`}>
    <strong>${title}: no work is given out.</strong> ${hint}${detail && html`<br />${detail}`}</div>`;
}

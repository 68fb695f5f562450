import { count, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { Badge, Facts } from '../ui.js';

const STOPPED = {
  'waiting-for-results': ['warn', 'Waiting for results', 'So much is in flight that nothing more is given out before results come in.'],
  'broker-away': ['bad', 'Stopped: the broker does not answer', 'It goes on by itself as soon as the broker is back.'],
  'no-space-broker': ['bad', 'Stopped: the broker has no space', 'It goes on by itself as soon as its queues are shorter, or its disk has space.'],
  'no-space-database': ['bad', 'Stopped: the database has no space', 'It goes on by itself as soon as there is space.'],
};

/** Whether work is given out, and if not, why. @param {{dispatch: Object}} props as the API gives it */
export function Dispatch({ dispatch }) {
  const stopped = STOPPED[dispatch.state];
  return html`
    <div role="status">${stopped && html`<${Stopped} words=${stopped} detail=${dispatch.detail} />`}</div>
    <${Facts} items=${[
      ['State', html`<${Badge} kind=${stopped ? stopped[0] : 'ok'}>${dispatch.state}<//>`],
      ['Since', html`<${Time} at=${dispatch.since} />`],
      ['URLs in flight', `${count(dispatch.urlsInFlight)} of at most ${count(dispatch.urlsInFlightLimit)}`],
      ['URLs queued', count(dispatch.urlsQueued)],
    ]} />`;
}

function Stopped({ words: [kind, title, hint], detail }) {
  return html`<div class=${`notice ${kind}`}>
    <strong>${title}.</strong> ${hint}${detail && html`<br />${detail}`}</div>`;
}

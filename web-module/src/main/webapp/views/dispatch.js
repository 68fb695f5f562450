import { count, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { Badge, Facts } from '../ui.js';

const STOPPED = {
  'waiting-for-results': ['warn', 'Waiting', 'So much is in flight that results must come in first.'],
  'broker-away': ['bad', 'Stopped', 'It goes on by itself as soon as the broker is back.'],
  'no-space-broker': ['bad', 'Stopped', 'The broker has no space. It goes on by itself as soon as there is some.'],
  'no-space-database': ['bad', 'Stopped', 'The database has no space. It goes on by itself as soon as there is some.'],
};

/** Whether no work is given out. @param {Object} dispatch as the API gives it */
export const isStopped = (dispatch) => dispatch.state in STOPPED;

/** Whether work is given out, and if not, why. @param {{dispatch: Object}} props as the API gives it */
export function Dispatch({ dispatch }) {
  const [kind, title] = STOPPED[dispatch.state] || ['ok', 'Running'];
  return html`
    <div role="status">${isStopped(dispatch) && html`<${DispatchNotice} dispatch=${dispatch} />`}</div>
    <${Facts} items=${[
      ['State', html`<${Badge} kind=${kind}>${title}<//>`],
      ['Since', html`<${Time} at=${dispatch.since} />`],
      ['URLs in flight', `${count(dispatch.urlsInFlight)} of at most ${count(dispatch.urlsInFlightLimit)}`],
      ['URLs queued', count(dispatch.urlsQueued)],
    ]} />`;
}

/** Why no work is given out. @param {{dispatch: Object}} props as the API gives it, when it is stopped */
export function DispatchNotice({ dispatch: { state, detail } }) {
  const [kind, title, hint] = STOPPED[state];
  return html`<div class=${`notice ${kind}`}>
    <strong>${title}: no work is given out.</strong> ${hint}${detail && html`<br />${detail}`}</div>`;
}

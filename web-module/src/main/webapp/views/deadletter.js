import { bytes, count, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { Badge, External, Facts } from '../ui.js';
import { WhyLink } from './crawled.js';
import { reasonOf } from './reason.js';

/**
 * A message and what can be done with it.
 * @param {{letter: Object, ask: (letter: Object, verb: 'replay' | 'discard') => void}} props letter: as the API gives it
 */
export function DeadLetter({ letter, ask }) {
  return html`<article class="card">
    <h2>${letter.origin ? html`<span class="mono">${letter.origin}</span>` : 'Of unknown origin'}</h2>
    <${Reason} ...${reasonOf(letter.reason)} />
    <${Facts} items=${facts(letter)} />
    <${Message} letter=${letter} />
    <div class="actions"><${Verbs} letter=${letter} ask=${ask} /></div>
  </article>`;
}

function Reason({ kind, text, errors }) {
  return html`<p class="reason">${kind && html`<${Badge} kind="bad">${kind}<//>`}${' '}${text}</p>
    ${errors.length > 0 && html`<ul>${errors.map((error) => html`<li key=${error.field}>
      <code>${error.field}</code> ${error.message}</li>`)}</ul>`}`;
}

function facts(letter) {
  const { url, jobId } = letter;
  return [
    letter.deadLetteredAt && ['Given up', html`<${Time} at=${letter.deadLetteredAt} />`],
    letter.node && ['By node', html`<span class="mono">${letter.node}</span>`],
    letter.attempts !== null && ['Attempts', count(letter.attempts)],
    url && ['URL', html`<${External} url=${url} />${' '}
      ${jobId && html`<${WhyLink} job=${jobId} url=${url} />`}`],
    jobId && ['Job', html`<a class="mono url" href=${href(`/jobs/${jobId}`)}>${jobId}</a>`],
    letter.taskId && ['Task', html`<span class="mono url">${letter.taskId}</span>`],
    ['Size', bytes(letter.size)],
  ];
}

/** Properties and body, for whoever wants to know. */
function Message({ letter }) {
  const properties = Object.entries(letter.properties);
  return html`
    ${properties.length > 0 && html`<details><summary>Properties (${count(properties.length)})</summary>
      <${Facts} items=${properties.map(property)} /></details>`}
    ${letter.text && html`<details><summary>Beginning of its body</summary>
      <pre class="source" tabindex="0" role="region" aria-label="Beginning of its body">${letter.text}</pre></details>`}`;
}

const property = ([name, value]) => [name, html`<span class="mono url">${value}</span>`];

function Verbs({ letter, ask }) {
  if (!letter.id) {
    return html`<span class="muted">Its sender gave it no id: it can be handled in the broker's console only.</span>`;
  }
  const which = html`<span class="visually-hidden"> ${letter.url || letter.id}</span>`;
  return html`
    ${letter.replayable
      ? html`<button type="button" onClick=${() => ask(letter, 'replay')}>Replay…${which}</button>`
      : html`<span class="muted">Nobody knows where it could be sent back to.</span>`}
    <button type="button" class="danger" onClick=${() => ask(letter, 'discard')}>Discard…${which}</button>`;
}

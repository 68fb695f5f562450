import { bytes, count, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { Badge, External, Facts } from '../ui.js';
import { WhyLink } from './crawled.js';
import { reasonOf } from './reason.js';

/**
 * A message and what can be done with it.
 * @param {{letter: Object, jobName: string | null | undefined, chosen: boolean, toggle: () => void,
 *     ask: (letter: Object, verb: 'replay' | 'discard') => void}} props letter: as the API gives it; jobName: null if there
 *     is no such job, undefined as long as it is not known; chosen: one of several that are meant
 */
export function DeadLetter({ letter, jobName, chosen, toggle, ask }) {
  return html`<article class="card">
    <div class="letter-head">
      <h2>${letter.origin ? html`<span class="mono">${letter.origin}</span>` : 'Of unknown origin'}</h2>
      ${letter.id && html`<label class="check"><input type="checkbox" checked=${chosen} onChange=${toggle} />
        Select<span class="visually-hidden"> ${called(letter)}</span></label>`}
    </div>
    <${Reason} ...${reasonOf(letter.reason)} />
    <${Facts} items=${facts(letter, jobName)} />
    <${Message} letter=${letter} />
    <div class="actions"><${Verbs} letter=${letter} ask=${ask} /></div>
  </article>`;
}

/** As the name of what is done with it. */
const called = (letter) => letter.url || letter.id;

function Reason({ kind, text, errors }) {
  return html`<p class="reason">${kind && html`<${Badge} kind="bad">${kind}<//>`}${' '}${text}</p>
    ${errors.length > 0 && html`<ul>${errors.map((error) => html`<li key=${error.field}>
      <code>${error.field}</code> ${error.message}</li>`)}</ul>`}`;
}

function facts(letter, jobName) {
  const { url, jobId } = letter;
  return [
    letter.deadLetteredAt && ['Given up', html`<${Time} at=${letter.deadLetteredAt} />`],
    letter.node && ['By node', html`<span class="mono">${letter.node}</span>`],
    letter.attempts !== null && ['Attempts', count(letter.attempts)],
    url && ['URL', html`<${External} url=${url} />${' '}
      ${jobId && html`<${WhyLink} job=${jobId} url=${url} />`}`],
    jobId && ['Job', html`<${Job} id=${jobId} name=${jobName} />`],
    letter.taskId && ['Task', html`<span class="mono url">${letter.taskId}</span>`],
    ['Size', bytes(letter.size)],
  ];
}

function Job({ id, name }) {
  if (name === null) {
    return html`<span class="mono url">${id}</span> (deleted)`;
  }
  const link = href(`/jobs/${encodeURIComponent(id)}`);
  return name
    ? html`<a class="url" href=${link}><bdi>${name}</bdi></a> <span class="mono url muted">${id}</span>`
    : html`<a class="mono url" href=${link}>${id}</a>`;
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
  const which = html`<span class="visually-hidden"> ${called(letter)}</span>`;
  return html`
    ${letter.replayable
      ? html`<button type="button" onClick=${() => ask(letter, 'replay')}>Replay…${which}</button>`
      : html`<span class="muted">Nobody knows where it could be sent back to.</span>`}
    <button type="button" class="danger" onClick=${() => ask(letter, 'discard')}>Discard…${which}</button>`;
}

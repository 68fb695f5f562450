/** A new job, or one like another: `?from=ID`. */
import { get, send } from '../api.js';
import { html, useEffect, useLayoutEffect, useRef, useState } from '../lib/htm.js';
import { href, navigate } from '../router.js';
import { Busy, Failure, Notice, Page, announce, useLoad } from '../ui.js';
import { Control } from './newjob/control.js';
import { CurlButton } from './newjob/curl.js';
import { ADVANCED, BASICS, SEEDS } from './newjob/fields.js';
import { copyOf, initialTexts, requestOf, sorted } from './newjob/request.js';

const TRAIL = [['Jobs', href('/jobs')]];

export default function NewJob({ query: { from } }) {
  const { data, error, reload } = useLoad(async (signal) => (from ? get(`jobs/${encodeURIComponent(from)}`, {}, signal) : null), [from]);
  const title = from ? 'New job like another' : 'New job';
  return html`<${Page} title=${title} trail=${TRAIL}>
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    ${data === undefined && !error && html`<${Busy} label="Loading the job" />`}
    ${data !== undefined && html`<${Form} key=${from} start=${data ? copyOf(data) : fresh()} />`}
  <//>`;
}

const fresh = () => ({ texts: initialTexts(), base: {}, secrets: [] });

function Form({ start: given }) {
  const [start] = useState(given);
  const [texts, setTexts] = useState(start.texts);
  const { busy, error, submit } = useSubmit();
  const form = useRef(null);
  const { byPath, others } = sorted(error ? error.errors || [] : []);
  useLayoutEffect(() => error && showFirst(form.current), [error]);
  const request = () => requestOf(texts, start.base);
  const control = (field) => html`<${Control} key=${field.path} field=${field} value=${texts[field.path]}
    error=${byPath[field.path]} onChange=${(value) => setTexts((now) => ({ ...now, [field.path]: value }))} />`;
  return html`<form class="job-form" novalidate ref=${form} onSubmit=${(event) => submit(event, request())}>
    ${error && html`<${Problems} error=${error} others=${others} />`}
    ${start.secrets.length > 0 && html`<${Notice} kind="warn">The credentials of ${start.secrets.join(', ')} are not copied,
      since they are secret. Post the job by the API to give them again.<//>`}
    <div class="card fields">${control(SEEDS)}<div class="field-grid">${BASICS.map(control)}</div></div>
    <details class="card advanced" open=${hasAdvanced(byPath) || undefined}>
      <summary>More settings</summary>
      ${ADVANCED.map(([title, fields]) => html`<fieldset key=${title}><legend>${title}</legend>
        <div class="field-grid">${fields.map(control)}</div></fieldset>`)}
    </details>
    <div class="actions">
      <button type="submit" class="primary" disabled=${busy}>${busy ? 'Starting…' : 'Start the job'}</button>
      <${CurlButton} request=${request} />
    </div>
  </form>`;
}

const hasAdvanced = (byPath) => ADVANCED.some(([, fields]) => fields.some(({ path }) => byPath[path]));

/** Sends it; the same request is the same job, be it sent twice because an answer got lost. */
function useSubmit() {
  const [state, setState] = useState({ busy: false, error: null });
  const sent = useRef({ text: '', key: '' });
  const gone = useRef(false);
  useEffect(() => () => (gone.current = true), []);
  const submit = async (event, request) => {
    event.preventDefault();
    const text = JSON.stringify(request);
    if (sent.current.text !== text) {
      sent.current = { text, key: randomKey() };
    }
    setState({ busy: true, error: null });
    try {
      const job = await send('POST', 'jobs', request, { 'Idempotency-Key': sent.current.key });
      announce('The job was started');
      navigate(`/jobs/${job.id}`);
    } catch (error) {
      gone.current || setState({ busy: false, error });
    }
  };
  return { ...state, submit };
}

/** By no crypto.randomUUID(), which is not there where the dashboard is served by plain http. */
const randomKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

function Problems({ error, others }) {
  if (!error.errors || error.errors.length === 0) {
    return html`<${Failure} error=${error} />`;
  }
  return html`<div class="notice bad" role="alert" tabindex="-1">
    <p><strong>The job was not started.</strong> ${others.length < error.errors.length && 'See the fields that are marked.'}</p>
    ${others.length > 0 && html`<ul>${others.map(({ field, message }) => html`<li key=${field}><code>${field}</code> ${message}</li>`)}</ul>`}
  </div>`;
}

/** Moves the focus to what is to be mended first. */
function showFirst(form) {
  const first = form.querySelector('[aria-invalid=true]') || form.querySelector('.notice[tabindex]');
  first?.closest('details')?.setAttribute('open', '');
  first?.focus();
}

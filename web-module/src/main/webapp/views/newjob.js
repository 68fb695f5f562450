/** A new job, or one like another: `?from=ID`. */
import { get, send } from '../api.js';
import { html, useRef, useState } from '../lib/htm.js';
import { href, navigate } from '../router.js';
import { Busy, Failure, Notice, Page, announce, useLoad } from '../ui.js';
import { ADVANCED, BASICS, FIELDS, SEEDS } from './newjob/fields.js';
import { JobForm } from './newjob/form.js';
import { copyOf, initialTexts, requestOf } from './newjob/request.js';

const TRAIL = [['Jobs', href('/jobs')]];
const WORDS = { send: 'Start the job', sending: 'Starting…', failed: 'The job was not started.' };

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
  const post = useSending();
  const call = (texts) => ({ method: 'POST', path: 'jobs', body: requestOf(texts, start.base) });
  const layout = (control, byPath) => html`
    ${start.secrets.length > 0 && html`<${Notice} kind="warn">The credentials of ${start.secrets.join(', ')} are not copied,
      since they are secret. Post the job by the API to give them again.<//>`}
    <div class="card fields">${control(SEEDS)}<div class="field-grid">${BASICS.map(control)}</div></div>
    <details class="card advanced" open=${hasAdvanced(byPath) || undefined}>
      <summary>More settings</summary>
      ${ADVANCED.map(([title, fields]) => html`<fieldset key=${title}><legend>${title}</legend>
        <div class="field-grid">${fields.map(control)}</div></fieldset>`)}
    </details>`;
  return html`<${JobForm} start=${start.texts} fields=${FIELDS} words=${WORDS} call=${call} send=${post}
    done=${started} layout=${layout} />`;
}

const hasAdvanced = (byPath) => ADVANCED.some(([, fields]) => fields.some(({ path }) => byPath[path]));

function started(job) {
  announce('The job was started');
  navigate(`/jobs/${job.id}`);
}

/** The same request is the same job, be it sent twice because an answer got lost. */
function useSending() {
  const sent = useRef({ text: '', key: '' });
  return ({ method, path, body }) => {
    const text = JSON.stringify(body);
    if (sent.current.text !== text) {
      sent.current = { text, key: randomKey() };
    }
    return send(method, path, body, { 'Idempotency-Key': sent.current.key });
  };
}

/** By no crypto.randomUUID(), which is not there where the dashboard is served by plain http. */
const randomKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

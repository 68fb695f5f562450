/** A form about a job: its fields, what the API objects to, and the same request as a command. */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../../lib/htm.js';
import { Failure } from '../../ui.js';
import { Control } from './control.js';
import { CurlButton } from './curl.js';
import { sorted } from './request.js';

/**
 * @typedef {{method: string, path: string, body: Object}} Call of the API
 *
 * @param {{start: Object<string, string>, fields: import('./fields.js').FormField[],
 *     words: {send: string, sending: string, failed: string}, call: (texts: Object<string, string>) => Call,
 *     send: (call: Call) => Promise<any>, done: (answer: any) => void,
 *     layout: (control: (field: Object) => any, byPath: Object<string, string>) => any, further?: any}} props
 *     start: what is in the fields at first, by their paths; fields: all that there are; done: called with what `send`
 *     gave, unless the reader has left the form meanwhile; layout: places the controls, and is told which of them are
 *     wrong; further: beside the button that sends
 */
export function JobForm({ start, fields, words, call, send, done, layout, further }) {
  const [texts, setTexts] = useState(start);
  const { busy, error, submit } = useSubmit(send, done);
  const form = useRef(null);
  const { byPath, others } = sorted(error ? error.errors || [] : [], fields);
  useLayoutEffect(() => error && showFirst(form.current), [error]);
  const control = (field) => html`<${Control} key=${field.path} field=${field} value=${texts[field.path]}
    error=${byPath[field.path]} onChange=${(value) => setTexts((now) => ({ ...now, [field.path]: value }))} />`;
  return html`<form class="job-form" novalidate ref=${form} onSubmit=${(event) => submit(event, call(texts))}>
    ${error && html`<${Problems} error=${error} others=${others} failed=${words.failed} />`}
    ${layout(control, byPath)}
    <div class="actions">
      <button type="submit" class="primary" aria-disabled=${busy ? 'true' : null}>${busy ? words.sending : words.send}</button>
      ${further}
      <${CurlButton} call=${() => call(texts)} />
    </div>
  </form>`;
}

/** The button is not disabled meanwhile: it would lose the focus. */
function useSubmit(send, done) {
  const [{ busy, error }, setState] = useState({ busy: false, error: null });
  const gone = useRef(false);
  useEffect(() => () => (gone.current = true), []);
  const submit = async (event, call) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setState({ busy: true, error: null });
    try {
      const answer = await send(call);
      gone.current || done(answer);
    } catch (failure) {
      gone.current || setState({ busy: false, error: failure });
    }
  };
  return { busy, error, submit };
}

function Problems({ error, others, failed }) {
  if (!error.errors || error.errors.length === 0) {
    return html`<${Failure} error=${error} />`;
  }
  return html`<div class="notice bad" role="alert" tabindex="-1">
    <p><strong>${failed}</strong> ${others.length < error.errors.length && 'See the fields that are marked.'}</p>
    ${others.length > 0 && html`<ul>${others.map(({ field, message }) => html`<li key=${field}><code>${field}</code> ${message}</li>`)}</ul>`}
  </div>`;
}

/** Moves the focus to what is to be mended first. */
function showFirst(form) {
  const first = form.querySelector('[aria-invalid=true]') || form.querySelector('.notice[tabindex]');
  first?.closest('details')?.setAttribute('open', '');
  first?.focus();
}

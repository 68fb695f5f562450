/** Changes a job that has not ended: more start URLs, higher limits, another politeness or name. */
import { send } from '../../api.js';
import { html, useEffect, useRef, useState } from '../../lib/htm.js';
import { href, navigate } from '../../router.js';
import { Empty, announce } from '../../ui.js';
import { JobForm } from '../newjob/form.js';
import { isChangeable } from './job.js';
import { LIMITS, MORE_SEEDS, NAME, POLITENESS, patchOf, textsOf } from './patch.js';

const WORDS = { send: 'Save the changes', sending: 'Saving…', failed: 'Nothing was changed.' };

/** @param {{job: Object, changed: () => Promise<void>}} props changed: called after the job has become another one */
export function Change({ job, changed }) {
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  if (!isChangeable(job)) {
    return html`<${Empty} title="This job cannot be changed any more">
      <p>It ${job.state === 'STOPPING' ? 'is being stopped' : 'has ended'}. A new job can begin with its settings.</p><//>`;
  }
  return html`<div class="stack">
    <h2 tabindex="-1" ref=${heading}>Change the job</h2>
    <${Form} job=${job} changed=${changed} />
  </div>`;
}

function Form({ job, changed }) {
  // What others change meanwhile stays as they want it, unless it is typed here too.
  const [before] = useState(() => textsOf(job));
  const limits = LIMITS.filter(({ path }) => before[path] !== '');
  const fields = [MORE_SEEDS, NAME, ...limits, ...POLITENESS];
  const call = (texts) => ({ method: 'PATCH', path: `jobs/${job.id}`, body: patchOf(texts, before, fields) });
  const save = async ({ method, path, body }) => {
    const isNew = Object.keys(body).length > 0;
    if (isNew) {
      await send(method, path, body);
      await changed();
    }
    return isNew;
  };
  const saved = (isNew) => {
    announce(isNew ? 'The job was changed' : 'There was nothing to change');
    navigate(`/jobs/${job.id}`, { tab: 'settings' }, { replace: true });
  };
  return html`<${JobForm} start=${before} fields=${fields} words=${WORDS} call=${call} send=${save} done=${saved}
    layout=${(control) => html`<${Fields} control=${control} limits=${limits} />`}
    further=${html`<a class="button" href=${href(`/jobs/${job.id}`)}>Cancel</a>`} />`;
}

function Fields({ control, limits }) {
  const others = LIMITS.filter((field) => !limits.includes(field)).map(({ label }) => label.toLowerCase());
  return html`
    <p class="lead">What holds now is filled in. Only what you change is sent.</p>
    <div class="card fields">${control(MORE_SEEDS)}<div class="field-grid">${control(NAME)}</div></div>
    <fieldset class="card fields"><legend>Limits</legend>
      <p class="muted">A limit can be raised, or lifted: leave its field empty.
        ${others.length > 0 && ` What the job was started without cannot be set any more: ${others.join(', ')}.`}</p>
      <div class="field-grid">${limits.map(control)}</div></fieldset>
    <fieldset class="card fields"><legend>Politeness</legend>
      <p class="muted">It holds from the next request on.</p>
      <div class="field-grid">${POLITENESS.map(control)}</div></fieldset>`;
}

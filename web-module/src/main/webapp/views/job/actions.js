/** What may be done with a job: as its state allows. */
import { send } from '../../api.js';
import { html, useState } from '../../lib/htm.js';
import { href, navigate } from '../../router.js';
import { Confirm, Failure, announce } from '../../ui.js';
import { isFinal, nameOf } from './job.js';

const VERBS = {
  QUEUED: ['pause', 'stop'],
  RUNNING: ['pause', 'stop'],
  PAUSED: ['resume', 'stop'],
};

const WORDS = { pause: 'Pause', resume: 'Resume', stop: 'Stop' };

/** What pauses and what resumes is one button, which keeps the focus. */
const keyOf = (verb) => (verb === 'stop' ? 'stop' : 'toggle');

/** @param {{job: Object, changed: () => void}} props changed: called after the job has become another one */
export function Actions({ job, changed }) {
  const [asked, setAsked] = useState(null);
  const [error, setError] = useState(null);
  const act = async (verb) => {
    setError(null);
    await send('POST', `jobs/${job.id}/${verb}`);
    announce(`${WORDS[verb]}: accepted`);
    setAsked(null);
    changed();
  };
  const press = (verb) => (verb === 'stop' ? setAsked('stop') : act(verb).catch(setError));
  return html`${(VERBS[job.state] || []).map((verb) => html`<button type="button" key=${keyOf(verb)} onClick=${() => press(verb)}>
      ${WORDS[verb]}</button>`)}
    <a class="button" href=${href('/jobs/new', { from: job.id })}>Clone</a>
    <button type="button" class="danger" onClick=${() => setAsked('delete')}>Delete</button>
    ${error && html`<${Failure} error=${error} />`}
    ${asked === 'stop' && html`<${Stop} job=${job} onConfirm=${() => act('stop')} onCancel=${() => setAsked(null)} />`}
    ${asked === 'delete' && html`<${Delete} job=${job} onCancel=${() => setAsked(null)} />`}`;
}

function Stop({ job, onConfirm, onCancel }) {
  return html`<${Confirm} title="Stop the job?" action="Stop" danger onConfirm=${onConfirm} onCancel=${onCancel}
    message=${html`<p>${nameOf(job)} requests nothing more. What is in flight is still stored, and what waits is
      excluded. A job that was stopped cannot be resumed.</p>`} />`;
}

function Delete({ job, onCancel }) {
  const remove = async () => {
    await send('DELETE', `jobs/${job.id}`);
    announce('The job was deleted');
    navigate('/jobs');
  };
  return html`<${Confirm} title="Delete the job?" action="Delete" danger onConfirm=${remove} onCancel=${onCancel}
    message=${html`<p>${nameOf(job)} is gone at once${isFinal(job) ? '' : ', although it has not ended'}, with all its
      pages. There is no way to get it back.</p>`} />`;
}

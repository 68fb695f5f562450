/** What may be done with a job: as its state allows. */
import { send } from '../../api.js';
import { useRefuge } from '../../focus.js';
import { html, useState } from '../../lib/htm.js';
import { href, navigate } from '../../router.js';
import { Confirm, announce } from '../../ui.js';
import { isChangeable, isFinal, nameOf } from './job.js';

const VERBS = {
  QUEUED: ['pause', 'stop'],
  RUNNING: ['pause', 'stop'],
  PAUSED: ['resume', 'stop'],
};

const WORDS = { pause: 'Pause', resume: 'Resume', stop: 'Stop' };

/** What pauses and what resumes is one button, which keeps the focus. */
const keyOf = (verb) => (verb === 'stop' ? 'stop' : 'toggle');

/**
 * @param {{job: Object, changed: () => Promise<void>, failed: (error: Error | null) => void}} props changed: called after
 *     the job has become another one, until this is known; failed: shows why one press was in vain, and no more at the next
 */
export function Actions({ job, changed, failed }) {
  const [asked, setAsked] = useState(null);
  // Where the form for changes was left from.
  const change = useRefuge();
  // What a state does not allow goes, be it that it has just been pressed.
  const clone = useRefuge();
  const act = async (verb) => {
    await send('POST', `jobs/${job.id}/${verb}`);
    announce(`${WORDS[verb]}: accepted`);
    await changed();
    setAsked(null);
  };
  const { acting, begin } = useActing(failed);
  const press = (event, verb) => {
    // The second of a double click is meant for what the button was at the first.
    if (!acting && event.detail < 2) {
      verb === 'stop' ? setAsked('stop') : begin(() => act(verb));
    }
  };
  return html`${(VERBS[job.state] || []).map((verb) => html`<button type="button" key=${keyOf(verb)}
      aria-disabled=${acting ? 'true' : null} onClick=${(event) => press(event, verb)}>${WORDS[verb]}</button>`)}
    ${isChangeable(job) && html`<a class="button" ref=${change} href=${href(`/jobs/${job.id}/change`)}>Change</a>`}
    <a class="button" ref=${clone} href=${href('/jobs/new', { from: job.id })}>Clone</a>
    <button type="button" class="danger" onClick=${() => setAsked('delete')}>Delete</button>
    ${asked === 'stop' && html`<${Stop} job=${job} onConfirm=${() => act('stop')} onCancel=${() => setAsked(null)} />`}
    ${asked === 'delete' && html`<${Delete} job=${job} onCancel=${() => setAsked(null)} />`}`;
}

/** Whether something is under way. Buttons are not disabled meanwhile: they would lose the focus. */
function useActing(failed) {
  const [acting, setActing] = useState(false);
  const begin = async (action) => {
    setActing(true);
    failed(null);
    await action().catch(failed);
    setActing(false);
  };
  return { acting, begin };
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

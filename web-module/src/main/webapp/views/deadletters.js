import { get } from '../api.js';
import { useRefuge } from '../focus.js';
import { html, useEffect, useState } from '../lib/htm.js';
import { Confirm, Empty, Page, useCursor } from '../ui.js';
import { DeadLetter } from './deadletter.js';
import { Going, Outcome, useRun } from './deadletters/run.js';
import { SelectionBar, useSelection } from './deadletters/selection.js';
import { VERBS } from './deadletters/verbs.js';
import { useJobNames } from './job/name.js';
import { More } from './more.js';

const NOTHING_SETTLED = { gone: [], said: null };

/** Messages that could not be processed, and what can be done with them. */
export default function DeadLetters() {
  const { list, selection, said, run, going, stop, refresh, settled, settleAll } = useLetters();
  const [asking, setAsking] = useState(null);
  const outcome = useRefuge();
  useEffect(() => said && outcome.current.focus(), [said]);
  const confirm = async ({ letters, verb, many }) => {
    if (!many) {
      await verb.call(letters[0]);
    }
    setAsking(null);
    many ? settleAll(verb, letters) : settled(verb, letters[0]);
  };
  const actions = html`<button type="button" aria-disabled=${going ? 'true' : null} onClick=${refresh}>Refresh</button>`;
  return html`<${Page} title="Dead letters" actions=${actions}>
    <p class="lead">Messages that could not be processed, the oldest first.</p>
    <div role="group" aria-label="What was done" tabindex="-1" ref=${outcome}>
      <div role="status">
        ${said && html`<div class="notice ok">${said.text}</div>`}
        ${run && !going && html`<${Outcome} run=${run} />`}
      </div>
      ${going && html`<${Going} run=${run} stop=${stop} />`}
    </div>
    ${list.items.length > 0 && html`<${SelectionBar} selection=${selection} busy=${going}
      ask=${(verb) => setAsking({ letters: [...selection.chosen.values()], verb: VERBS[verb], many: true })} />`}
    <${Letters} list=${list} selection=${selection}
      ask=${(letter, verb) => setAsking({ letters: [letter], verb: VERBS[verb], many: false })} />
    ${asking && html`<${asking.many ? AskMany : AskOne} ...${asking} onConfirm=${() => confirm(asking)}
      onCancel=${() => setAsking(null)} />`}
  <//>`;
}

/** The list, what is selected of it, and what becomes of that. */
function useLetters() {
  const [round, setRound] = useState(0);
  const [{ gone, said }, setSettled] = useState(NOTHING_SETTLED);
  const read = useCursor((cursor, signal) => get('dead-letters', { cursor }, signal), [round]);
  const list = { ...read, items: distinct(read.items, gone) };
  const selection = useSelection(list.items, list.done);
  const reload = () => {
    setSettled(NOTHING_SETTLED);
    setRound((now) => now + 1);
  };
  const { run, going, begin, stop, forget } = useRun((left) => {
    selection.choose(left);
    reload();
  });
  const settled = (verb, letter) => {
    going || forget();
    selection.chosen.has(letter.id) && selection.toggle(letter);
    setSettled({ gone: [...gone, letter.id], said: { text: verb.one.said(letter) } });
  };
  const settleAll = (verb, letters) => {
    setSettled({ gone, said: null });
    begin(verb, letters.filter(verb.can));
  };
  const refresh = () => {
    if (!going) {
      forget();
      reload();
    }
  };
  return { list, selection, said, run, going, stop, refresh, settled, settleAll };
}

/** If the last of a page is gone when the next is asked for, the list starts again, with what was there before. */
function distinct(letters, gone) {
  const seen = new Set(gone);
  return letters.filter(({ id }) => {
    const isNew = !id || !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

function Letters({ list, selection: { chosen, toggle }, ask }) {
  const names = useJobNames(list.items.map(({ jobId }) => jobId));
  if (list.done && list.items.length === 0) {
    return html`<${Empty} title="No dead letters">
      <p>Every message was processed. One that fails again and again is listed here with its reason.</p><//>`;
  }
  return html`
    <ul class="letters">${list.items.map((letter, index) => html`<li key=${letter.id || index}>
      <${DeadLetter} letter=${letter} jobName=${names.get(letter.jobId)} chosen=${chosen.has(letter.id)}
        toggle=${() => toggle(letter)} ask=${ask} /></li>`)}</ul>
    <${More} list=${list} what="dead letters" />`;
}

function AskOne({ letters: [letter], verb, onConfirm, onCancel }) {
  const message = html`<p>${verb.one.effect(letter)}</p>
    ${letter.url && html`<p class="url muted"><bdi>${letter.url}</bdi></p>`}`;
  return html`<${Confirm} title=${verb.one.title} message=${message} action=${verb.action} danger=${verb.danger}
    onConfirm=${onConfirm} onCancel=${onCancel} />`;
}

function AskMany({ letters, verb, onConfirm, onCancel }) {
  const able = letters.filter(verb.can).length;
  const message = html`<p>${verb.many.effect}</p>
    ${able < letters.length && html`<p>${verb.many.left(letters.length - able)}</p>`}`;
  return html`<${Confirm} title=${verb.many.title(able)} message=${message} action=${verb.action} danger=${verb.danger}
    onConfirm=${onConfirm} onCancel=${onCancel} />`;
}

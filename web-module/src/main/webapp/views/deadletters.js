import { get, send } from '../api.js';
import { html, useEffect, useRef, useState } from '../lib/htm.js';
import { Confirm, Empty, Page, useCursor } from '../ui.js';
import { DeadLetter } from './deadletter.js';
import { More } from './more.js';

/** Messages that could not be processed, and what can be done with them. */
export default function DeadLetters() {
  const [round, setRound] = useState(0);
  const [{ gone, said }, setSettled] = useState({ gone: [], said: '' });
  const [asking, setAsking] = useState(null);
  const list = useCursor((cursor, signal) => get('dead-letters', { cursor }, signal), [round]);
  const outcome = useRef(null);
  useEffect(() => {
    // The button that had the focus is gone with its letter.
    if (gone.length > 0) {
      outcome.current.focus();
    }
  }, [gone]);
  const refresh = () => {
    setSettled({ gone: [], said: '' });
    setRound(round + 1);
  };
  const settle = async ({ letter, verb }) => {
    await verb.call(letter);
    setAsking(null);
    setSettled({ gone: [...gone, letter.id], said: verb.said(letter) });
  };
  const items = distinct(list.items, gone);
  return html`<${Page} title="Dead letters" actions=${html`<button type="button" onClick=${refresh}>Refresh</button>`}>
    <p class="lead">Messages that could not be processed, the oldest first.</p>
    <div role="status" tabindex="-1" ref=${outcome}>${said && html`<div class="notice ok">${said}</div>`}</div>
    <${Letters} list=${{ ...list, items }} ask=${(letter, verb) => setAsking({ letter, verb: VERBS[verb] })} />
    ${asking && html`<${Ask} ...${asking} onConfirm=${() => settle(asking)} onCancel=${() => setAsking(null)} />`}
  <//>`;
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

function Letters({ list, ask }) {
  if (list.done && list.items.length === 0) {
    return html`<${Empty} title="No dead letters">
      <p>Every message was processed. One that fails again and again is listed here with its reason.</p><//>`;
  }
  return html`
    <ul class="letters">${list.items.map((letter, index) => html`<li key=${letter.id || index}>
      <${DeadLetter} letter=${letter} ask=${ask} /></li>`)}</ul>
    <${More} list=${list} what="dead letters" />`;
}

const VERBS = {
  replay: {
    title: 'Replay this message?',
    action: 'Replay',
    danger: false,
    effect: (letter) => `It is sent back to ${letter.origin}, once. Should it fail again, it comes back here.`,
    call: (letter) => send('POST', `dead-letters/${letter.id}/replay`),
    said: (letter) => `The message was sent back to ${letter.origin}.`,
  },
  discard: {
    title: 'Discard this message?',
    action: 'Discard',
    danger: true,
    effect: () => 'It is gone for good. What was settled because of it stays as it is.',
    call: (letter) => send('DELETE', `dead-letters/${letter.id}`),
    said: () => 'The message was discarded.',
  },
};

function Ask({ letter, verb, onConfirm, onCancel }) {
  const message = html`<p>${verb.effect(letter)}</p>
    ${letter.url && html`<p class="url muted"><bdi>${letter.url}</bdi></p>`}`;
  return html`<${Confirm} title=${verb.title} message=${message} action=${verb.action} danger=${verb.danger}
    onConfirm=${onConfirm} onCancel=${onCancel} />`;
}

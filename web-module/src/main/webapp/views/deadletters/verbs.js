/** What can be done with dead letters, with one or with many, and how that is said. */
import { send } from '../../api.js';
import { count } from '../../format.js';

const were = (n) => (n === 1 ? '1 message was' : `${count(n)} messages were`);
const messages = (n) => (n === 1 ? '1 message' : `${count(n)} messages`);

/**
 * @typedef {{action: string, danger: boolean, call: (letter: Object) => Promise<any>, can: (letter: Object) => boolean,
 *     one: {title: string, effect: (letter: Object) => string, said: (letter: Object) => string},
 *     many: {title: (n: number) => string, effect: string, left: (n: number) => string, doing: string,
 *         said: (n: number) => string}}} Verb
 *     can: whether it is possible with that one; left: of those with which it is not
 */

/** @type {Object<string, Verb>} */
export const VERBS = {
  replay: {
    action: 'Replay',
    danger: false,
    call: (letter) => send('POST', `dead-letters/${letter.id}/replay`),
    can: (letter) => letter.replayable,
    one: {
      title: 'Replay this message?',
      effect: (letter) => `It is sent back to ${letter.origin}, once. Should it fail again, it comes back here.`,
      said: (letter) => `The message was sent back to ${letter.origin}.`,
    },
    many: {
      title: (n) => `Replay ${messages(n)}?`,
      effect: 'Each is sent back to where it came from, once. What fails again comes back here.',
      left: (n) => `${messages(n)} of those selected cannot be sent back: nobody knows where to.`,
      doing: 'Sending back',
      said: (n) => `${were(n)} sent back.`,
    },
  },
  discard: {
    action: 'Discard',
    danger: true,
    call: (letter) => send('DELETE', `dead-letters/${letter.id}`),
    can: () => true,
    one: {
      title: 'Discard this message?',
      effect: () => 'It is gone for good. What was settled because of it stays as it is.',
      said: () => 'The message was discarded.',
    },
    many: {
      title: (n) => `Discard ${messages(n)}?`,
      effect: 'They are gone for good. What was settled because of them stays as it is.',
      left: () => '',
      doing: 'Discarding',
      said: (n) => `${were(n)} discarded.`,
    },
  },
};

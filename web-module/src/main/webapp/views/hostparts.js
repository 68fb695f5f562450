import { Time } from '../format.js';
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { Badge } from '../ui.js';

const STATES = { ok: ['ok', 'OK'], waiting: ['info', 'Waiting'], aside: ['bad', 'Put aside'] };

/** How it is treated; one that may be asked, though its last answer was not as it should be, is in trouble. */
export function HostState({ host: { state, trouble } }) {
  const [kind, label] = state === 'ok' && trouble ? ['warn', 'In trouble'] : STATES[state] || ['idle', state];
  return html`<${Badge} kind=${kind}>${label}<//>`;
}

/** To the view of a host. @param {string} origin as the API gives it: scheme, name and port */
export function hostLink(origin) {
  const [scheme, host] = origin.split('://');
  return href(`/hosts/${encodeURIComponent(host)}`, { scheme });
}

/** When it may be asked again. A time that has come meanwhile stands for any. @param {{at: string | null}} props */
export function NextRequest({ at }) {
  return at && Date.parse(at) > Date.now() ? html`<${Time} at=${at} />` : 'any time';
}

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const UNITS = ['d', 'h', 'min', 's'];
const UNIT_MS = [86_400_000, 3_600_000, 60_000, 1000];

/** An ISO 8601 duration for people: PT1M2.5S is 1 min 2.5 s. @param {string} text */
export function isoDuration(text) {
  const parts = ISO.exec(text);
  if (!parts) {
    return text;
  }
  const named = UNITS.map((unit, at) => parts[at + 1] && `${Number(parts[at + 1])} ${unit}`);
  return named.filter(Boolean).join(' ');
}

/** The same in milliseconds; 0 if it is none. @param {string} text */
export function isoMillis(text) {
  const parts = ISO.exec(text) || [];
  return UNIT_MS.reduce((sum, ms, at) => sum + ms * Number(parts[at + 1] || 0), 0);
}

/** Numbers and times as people read them. What is null or undefined is a dash. */
import { html, useEffect, useState } from './lib/htm.js';

const NOTHING = '–';
// The words around them are English whatever the reader's language: one language, so that they can be read out.
const LANGUAGE = 'en-GB';
const WHOLE = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat(LANGUAGE, { maximumSignificantDigits: 3 });
const RELATIVE = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto', style: 'short' });
const ABSOLUTE = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'long' });
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'medium' });

const isNothing = (value) => value === null || value === undefined || Number.isNaN(value);

/** A whole number with the reader's separators: 1,234,567. */
export const count = (n) => (isNothing(n) ? NOTHING : WHOLE.format(n));

/** Bytes, in powers of 1024: 12.3 MiB. */
export function bytes(n) {
  if (isNothing(n)) {
    return NOTHING;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = n;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? WHOLE.format(value) : SHORT.format(value)} ${units[unit]}`;
}

/** Milliseconds: 340 ms, 2.4 s, 3 min 12 s, 2 h 5 min, 3 d 4 h. */
export function duration(ms) {
  if (isNothing(ms)) {
    return NOTHING;
  }
  if (ms < 1000) {
    return `${WHOLE.format(ms)} ms`;
  }
  if (ms < 59_950) {
    return `${SHORT.format(ms / 1000)} s`;
  }
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** So many a second: 12.3/s. @param {string} [unit] what is counted, as in `pages` */
export const rate = (perSecond, unit = '') =>
  isNothing(perSecond) ? NOTHING : `${SHORT.format(perSecond)}${unit && ` ${unit}`}/s`;

/** A part of a whole: 12 %; a dash where there is no whole. */
export function percent(part, whole) {
  if (isNothing(part) || !whole) {
    return NOTHING;
  }
  const value = (100 * part) / whole;
  return `${value > 0 && value < 1 ? '<1' : WHOLE.format(Math.floor(value))} %`;
}

/** With a capital at the start. @param {string} text not empty */
export const sentence = (text) => text[0].toUpperCase() + text.slice(1);

/** A time with date, seconds and zone, in the reader's zone. @param {string | number | Date} at */
export const absolute = (at) => ABSOLUTE.format(new Date(at));

/** The time of day alone, in the reader's zone. @param {string | number | Date} at */
export const clock = (at) => CLOCK.format(new Date(at));

/** How long ago, or in how long: 3 min. ago. @param {string | number | Date} at @param {number} [now] */
export function ago(at, now = Date.now()) {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const units = [[60, 'second', 1], [3600, 'minute', 60], [86400, 'hour', 3600], [Infinity, 'day', 86400]];
  const [, unit, size] = units.find(([below]) => Math.abs(seconds) < below);
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/**
 * A time: how long ago it was, and where the pointer rests when; in the reader's zone.
 * @param {{at: string | null, exact?: boolean}} props exact: shows date and time themselves
 */
export function Time({ at, exact = false }) {
  const now = useNow();
  if (!at) {
    return NOTHING;
  }
  return html`<time datetime=${at} title=${absolute(at)}>${exact ? absolute(at) : ago(at, now)}</time>`;
}

const watchers = new Set();
let ticker;

/** The time in milliseconds, anew every ten seconds. One timer for all who ask. */
function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    watchers.add(setNow);
    ticker ??= setInterval(() => watchers.forEach((watcher) => watcher(Date.now())), 10_000);
    return () => {
      watchers.delete(setNow);
      if (watchers.size === 0) {
        clearInterval(ticker);
        ticker = undefined;
      }
    };
  }, []);
  return now;
}

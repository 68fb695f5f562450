/** A job's counters over time. They only grow, so that any of them may be left out without making a rate wrong. */
import { requested } from './job.js';

const MOST = 600;
// Date has whole seconds, and an answer is under way for a while.
const LEAST_SKEW = 2000;

/**
 * Rates between samples.
 * @param {{at: number, fetched: number, redirected: number, failed: number, bytes: number}[]} samples oldest first, `at`
 *     in milliseconds
 * @returns {{at: number, pages: number, bytes: number}[]} one fewer; per second, up to `at`
 */
export function rates(samples) {
  const found = [];
  for (let i = 1; i < samples.length; i++) {
    const seconds = (samples[i].at - samples[i - 1].at) / 1000;
    if (seconds > 0) {
      found.push({
        at: samples[i].at,
        pages: Math.max(0, requested(samples[i]) - requested(samples[i - 1])) / seconds,
        bytes: Math.max(0, samples[i].bytes - samples[i - 1].bytes) / seconds,
      });
    }
  }
  return found;
}

/** Samples of the API with `at` as a number. */
export const samplesOf = (history) => history.items.map((item) => ({ ...item, at: Date.parse(item.at) }));

/**
 * How far the server's clock is ahead of the browser's. Were samples taken by a clock that is behind, they would be older
 * than those of the history, and left out.
 * @param {Response} answer that has just come; its Date is the server's time (RFC 9110, 6.6.1)
 * @returns {number} milliseconds; 0 if it is hardly any, or not known
 */
export function skewOf(answer) {
  const skew = Date.parse(answer.headers.get('Date')) - Date.now();
  return Math.abs(skew) >= LEAST_SKEW ? skew : 0;
}

/**
 * Adds a sample; when there are too many, every second of the older ones goes, so that memory is bounded and the whole
 * time stays in view.
 */
export function add(samples, sample) {
  const last = samples[samples.length - 1];
  if (last && sample.at <= last.at) {
    return samples;
  }
  const kept = samples.length < MOST ? samples : thinned(samples);
  return [...kept, sample];
}

/** The newest quarter stays as it is. */
function thinned(samples) {
  const recent = samples.length - MOST / 4;
  return samples.filter((_, i) => i >= recent || i % 2 === 0);
}

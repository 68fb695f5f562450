/** What may be changed of a job that has not ended, and how that is asked for. */
import { FIELDS } from '../newjob/fields.js';
import { copyOf, put } from '../newjob/request.js';

/** A field of the form for a new job. What is emptied is as if nothing had been said: its place shows what that is. */
function known(path, own = {}) {
  const field = FIELDS.find((one) => one.path === path);
  return { ...field, placeholder: field.placeholder ?? field.initial, ...own };
}

export const MORE_SEEDS = known('seeds', {
  label: 'More start URLs',
  hint: 'One a line; those that are there stay',
  rows: 3,
  required: false,
});

export const NAME = known('name');

/** @type {import('../newjob/fields.js').FormField[]} */
export const LIMITS = [
  known('scope.maxPages'),
  // Nothing said at first is a limit of 64, but nothing said now lifts it.
  known('scope.maxDepth', { placeholder: 'no limit' }),
  known('scope.maxDuration'),
  known('scope.maxBytes'),
  known('scope.maxPagesPerHost'),
  known('scope.maxPagesPerDirectory'),
];

/** @type {import('../newjob/fields.js').FormField[]} */
export const POLITENESS = [
  known('politeness.delay'),
  known('politeness.connectionsPerHost'),
  known('politeness.hours'),
  known('politeness.zone'),
  known('politeness.maxBytesPerSecond'),
];

/** What holds now, by the paths of fields. Start URLs can be added only, so that there are none at first. */
export const textsOf = (job) => ({ ...copyOf(job).texts, seeds: '' });

/**
 * A merge patch (RFC 7396) with what was changed.
 * @param {Object<string, string>} texts by the path of their field
 * @param {Object<string, string>} before the same as it was
 * @param {import('../newjob/fields.js').FormField[]} fields those that may be changed
 */
export function patchOf(texts, before, fields) {
  const patch = {};
  for (const { path, kind } of fields) {
    const typed = texts[path].trim();
    if (typed !== before[path].trim()) {
      put(patch, path.split('.'), typed === '' ? null : kind.read(typed));
    }
  }
  return patch;
}

/** From the form's texts to a request, and from a job back. */
import { url } from '../../api.js';
import { sentence } from '../../format.js';
import { FIELDS } from './fields.js';

/** What an answer has beside the request. */
const ANSWERED = ['id', 'seedCount', 'state', 'reason', 'created', 'started', 'finished', 'counters', 'traps'];

/** What is in the form at first. */
export const initialTexts = () => Object.fromEntries(FIELDS.map(({ path, initial = '' }) => [path, initial]));

/**
 * A request.
 * @param {Object<string, string>} texts by the path of their field
 * @param {Object} base what the form has no fields for
 */
export function requestOf(texts, base) {
  const request = structuredClone(base);
  for (const { path, kind, initial = '' } of FIELDS) {
    const typed = texts[path].trim();
    if (typed !== '' && typed !== initial) {
      put(request, path.split('.'), kind.read(typed));
    }
  }
  return request;
}

/**
 * A job as it would be asked for again.
 * @param {Object} job as the API answers it
 * @returns {{texts: Object<string, string>, base: Object, secrets: string[]}} base: what the form has no fields for;
 *     secrets: origins whose credentials cannot be copied, since nobody is told them
 */
export function copyOf(job) {
  const base = structuredClone(job);
  ANSWERED.forEach((name) => delete base[name]);
  const secrets = (base.fetch?.credentials || []).map(({ origin }) => origin);
  delete base.fetch?.credentials;
  const texts = initialTexts();
  for (const { path, kind } of FIELDS) {
    const value = take(base, path.split('.'));
    if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0 && path !== 'scope.dropParameters')) {
      texts[path] = kind.write(value);
    }
  }
  return { texts, base: withoutEmpty(base), secrets };
}

/** Puts a value where a path, as in `['scope', 'maxPages']`, leads to. */
export function put(object, [name, ...rest], value) {
  if (rest.length === 0) {
    object[name] = value;
  } else {
    object[name] ??= {};
    put(object[name], rest, value);
  }
}

/** Takes a value away, and returns it. */
function take(object, [name, ...rest]) {
  const value = object?.[name];
  if (rest.length > 0) {
    return take(value, rest);
  }
  if (object) {
    delete object[name];
  }
  return value;
}

function withoutEmpty(object) {
  const entries = Object.entries(object)
    .map(([name, value]) => [name, isObject(value) ? withoutEmpty(value) : value])
    .filter(([, value]) => !(isObject(value) && Object.keys(value).length === 0));
  return Object.fromEntries(entries);
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * What the API says of fields, put to those of the form.
 * @param {{field: string, message: string}[]} errors
 * @param {import('./fields.js').FormField[]} fields of the form
 * @returns {{byPath: Object<string, string>, others: {field: string, message: string}[]}}
 */
export function sorted(errors, fields) {
  const byPath = {};
  const others = [];
  for (const error of errors) {
    const own = fields.map(({ path }) => path).find((path) => isOf(error.field, path));
    if (own) {
      byPath[own] = [byPath[own], worded(error, own)].filter(Boolean).join('; ');
    } else {
      others.push(error);
    }
  }
  return { byPath, others };
}

const isOf = (field, path) => field === path || field.startsWith(`${path}[`) || field.startsWith(`${path}.`);

/** `seeds[1]` is the second of them. */
function worded({ field, message }, path) {
  const rest = field.slice(path.length);
  const index = /^\[(\d+)\]$/.exec(rest);
  if (index) {
    return `Number ${Number(index[1]) + 1} ${message}`;
  }
  return rest ? `${rest.slice(1)} ${message}` : sentence(message);
}

/** A call as a command; the token is named, not shown. @param {import('./form.js').Call} call */
export function curl({ method, path, body }) {
  const text = JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
  return [
    `curl -sS -X ${method} '${new URL(url(path), document.baseURI).href}'`,
    '-H "Authorization: Bearer $TRAWL_TOKEN"',
    "-H 'Content-Type: application/json'",
    `-d '${text}'`,
  ].join(' \\\n  ');
}

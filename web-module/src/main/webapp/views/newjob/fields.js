/**
 * The fields of the form, each with its place in a request. What is empty is not sent, and neither is a default: the API
 * knows its own.
 */
import { duration, headers, lines, number, sitemaps, size, text, words } from './texts.js';

/**
 * @typedef {{path: string, label: string, kind: {read: (text: string) => any, write: (value: any) => string},
 *     initial?: string, hint?: string, options?: [string, string][], rows?: number, placeholder?: string,
 *     required?: boolean}} FormField
 *     initial: what the API takes where nothing is sent, as it is typed
 */

const OBEY = [['obey', 'Obey'], ['ignore', 'Ignore']];

/** @type {FormField} */
export const SEEDS = {
  path: 'seeds',
  label: 'Start URLs',
  kind: lines,
  rows: 5,
  required: true,
  placeholder: 'https://example.org/',
  hint: 'One a line, with http:// or https://',
};

/** @type {FormField[]} */
export const BASICS = [
  { path: 'name', label: 'Name', kind: text, hint: 'For you; may be empty' },
  {
    path: 'scope.within',
    label: 'Follow links within',
    kind: text,
    initial: 'host',
    options: [
      ['host', 'the same host'],
      ['domain', 'the same domain, other hosts of it too'],
      ['prefix', 'the folder of the start URL'],
      ['any', 'any site'],
    ],
  },
  { path: 'scope.maxPages', label: 'Pages at most', kind: number, placeholder: 'no limit', hint: 'URLs that are requested' },
  { path: 'scope.maxDepth', label: 'Depth at most', kind: number, initial: '64', hint: 'Links from a start URL; 0 for these alone' },
  { path: 'politeness.delay', label: 'Pause between requests', kind: duration, initial: '1s', hint: 'To one host, as in 1s, 500ms or 2m' },
];

/** @type {[string, FormField[]][]} */
export const ADVANCED = [
  ['Scope', [
    { path: 'scope.include', label: 'Only URLs that match', kind: lines, rows: 3, hint: 'RE2 patterns, one a line; one must be found in the URL' },
    { path: 'scope.exclude', label: 'No URLs that match', kind: lines, rows: 3, hint: 'RE2 patterns, one a line' },
    { path: 'scope.excludeTypes', label: 'No files of type', kind: words, placeholder: 'pdf zip', hint: 'Extensions, without a dot' },
    { path: 'scope.dropParameters', label: 'Parameters to leave out of links', kind: words, placeholder: 'known tracking and session parameters', hint: 'As in gclid utm_*; none for none' },
    {
      path: 'scope.traps', label: 'Crawler traps', kind: text, initial: 'avoid',
      options: [['avoid', 'Avoid'], ['ignore', 'Take no notice']],
    },
    { path: 'sitemaps', label: 'Sitemaps', kind: sitemaps, initial: 'robots', rows: 2, hint: 'robots for those that robots.txt names, off for none, or URLs, one a line' },
  ]],
  ['Limits', [
    { path: 'scope.maxDuration', label: 'Time at most', kind: duration, placeholder: 'no limit', hint: 'As in 30m or 2h' },
    { path: 'scope.maxBytes', label: 'Bytes at most', kind: size, placeholder: 'no limit', hint: 'Of all bodies, as in 500 MiB' },
    { path: 'scope.maxBodyBytes', label: 'Bytes of a page at most', kind: size, initial: '10 MiB', hint: 'Of what is larger nothing is kept' },
    { path: 'scope.maxPagesPerHost', label: 'Pages of a host at most', kind: number, placeholder: 'no limit' },
    { path: 'scope.maxPagesPerDirectory', label: 'Pages of a directory at most', kind: number, placeholder: 'no limit' },
  ]],
  ['Politeness', [
    { path: 'politeness.connectionsPerHost', label: 'Connections to a host', kind: number, initial: '1', hint: '1 to 64' },
    { path: 'politeness.robots', label: 'robots.txt', kind: text, initial: 'obey', options: OBEY },
    { path: 'politeness.robotsTags', label: 'Robots tags of pages and links', kind: text, initial: 'obey', options: OBEY, hint: 'meta robots, X-Robots-Tag, rel=nofollow' },
    { path: 'politeness.hours', label: 'Only in these hours', kind: lines, rows: 2, placeholder: '22:00-06:00', hint: 'One a line; always, if there are none' },
    { path: 'politeness.zone', label: 'Time zone of the hours', kind: text, initial: 'UTC', hint: 'As in Europe/Berlin' },
    { path: 'politeness.maxBytesPerSecond', label: 'Bytes a second at most', kind: size, placeholder: 'no limit', hint: 'Over all hosts, as in 1 MB' },
  ]],
  ['Requests', [
    { path: 'fetch.headers', label: 'Header fields', kind: headers, rows: 3, placeholder: 'Accept-Language: de', hint: 'Name: value, one a line; sent to every host' },
    {
      path: 'fetch.cookies', label: 'Cookies', kind: text, initial: 'off',
      options: [['off', 'Neither kept nor sent'], ['job', 'Kept for the job']],
    },
    { path: 'fetch.times.connect', label: 'Time to connect at most', kind: duration, placeholder: 'as the node does it' },
    { path: 'fetch.times.firstByte', label: 'Time to the first byte at most', kind: duration, placeholder: 'as the node does it' },
    { path: 'fetch.times.answer', label: 'Time for an answer at most', kind: duration, placeholder: 'as the node does it' },
    { path: 'fetch.times.lowestSpeed', label: 'Lowest speed', kind: number, placeholder: 'as the node does it', hint: 'Bytes a second; 0 for any' },
    { path: 'fetch.times.speedWindow', label: 'Time to measure it over', kind: duration, placeholder: 'as the node does it' },
    { path: 'revisit', label: 'Repeat the job', kind: text, hint: 'Its id: what has not changed since is not sent again' },
  ]],
];

/** @type {FormField[]} */
export const FIELDS = [SEEDS, ...BASICS, ...ADVANCED.flatMap(([, fields]) => fields)];

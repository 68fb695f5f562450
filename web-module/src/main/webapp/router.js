/** Routes behind the `#`: `#/jobs/ID/pages?status=404`. */
import { useEffect, useState } from './lib/htm.js';

/** Pattern and view; `views/NAME.js` exports a component as default, with the props {params, query, path}. */
const ROUTES = [
  ['/jobs', 'jobs'],
  ['/jobs/new', 'newjob'],
  ['/jobs/:id', 'job'],
  ['/jobs/:id/pages', 'job'],
  ['/jobs/:id/change', 'job'],
  ['/pages/:id', 'page'],
  ['/hosts', 'hosts'],
  ['/hosts/:host', 'host'],
  ['/cluster', 'cluster'],
  ['/dead-letters', 'deadletters'],
];

/**
 * Where the reader is, and again whenever that changes.
 * @returns {{path: string, view: string | null, params: Object<string, string>, query: Object<string, string>}} the path
 *     as in `/jobs/ID`, what it names (decoded), and the query (decoded); `view` is null for a path that leads nowhere
 */
export function useRoute() {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    const changed = () => setRoute(current());
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return route;
}

/**
 * A link to a route.
 * @param {string} path as in `/jobs/ID`; names in it are encoded by encodeURIComponent
 * @param {Object<string, any>} [query] what is null, undefined or '' is left out
 */
export function href(path, query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return `#${path}${text && `?${text}`}`;
}

/**
 * Goes to a route.
 * @param {string} path
 * @param {Object<string, any>} [query]
 * @param {{replace?: boolean}} [options] replace: the way back skips where the reader is now, as when a filter changes
 */
export function navigate(path, query, { replace = false } = {}) {
  const target = href(path, query);
  if (target === window.location.hash) {
    return;
  }
  if (replace) {
    window.history.replaceState(null, '', target);
    window.dispatchEvent(new Event('hashchange'));
  } else {
    window.location.hash = target;
  }
}

function current() {
  const [path, query = ''] = window.location.hash.slice(1).split(/\?(.*)/s);
  const here = path === '' || path === '/' ? '/jobs' : path;
  const found = ROUTES.map(([pattern, view]) => ({ view, params: match(pattern, here) })).find((one) => one.params);
  return {
    path: here,
    view: found ? found.view : null,
    params: found ? found.params : {},
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** Names of a pattern with what the path has there; null if the path is another one. */
function match(pattern, path) {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length || (path === '/jobs/new' && pattern !== path)) {
    return null;
  }
  const params = {};
  for (let i = 0; i < names.length; i++) {
    if (names[i].startsWith(':')) {
      params[names[i].slice(1)] = decode(parts[i]);
    } else if (names[i] !== parts[i]) {
      return null;
    }
  }
  return params;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Calls of the REST API. Paths are those below /api, without a slash at the start; whoever puts a name into one encodes
 * it by encodeURIComponent.
 */

/** An answer that is an error (RFC 9457), or none at all: then `status` is 0. */
export class Problem extends Error {
  /** @param {{status: number, title?: string, detail?: string, errors?: {field: string, message: string}[]}} problem */
  constructor({ status, title, detail, errors }) {
    super(detail || title || `HTTP ${status}`);
    this.status = status;
    this.title = title || `HTTP ${status}`;
    this.detail = detail || '';
    this.errors = errors || [];
  }
}

/**
 * The address of a call, for links and event streams.
 * @param {string} path as in `jobs/ID/export`
 * @param {Object<string, any>} [params] for the query; what is null, undefined or '' is left out
 */
export function url(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return `api/${path}${text && `?${text}`}`;
}

/**
 * Asks for something.
 * @param {string} path
 * @param {Object<string, any>} [params] for the query
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} what the answer has as JSON
 * @throws {Problem} also where there is no answer; an abort is thrown as it comes (`AbortError`)
 */
export function get(path, params, signal) {
  return call(path, url(path, params), { signal });
}

/**
 * Changes something.
 * @param {string} method POST, PATCH or DELETE
 * @param {string} path
 * @param {any} [body] sent as JSON
 * @param {Object<string, string>} [further] header fields besides
 * @returns {Promise<any>} what the answer has as JSON; null if it has no body
 * @throws {Problem} as `get`
 */
export function send(method, path, body, further = {}) {
  const headers = { 'X-Requested-By': 'trawl', ...further };
  if (body === undefined) {
    return call(path, url(path), { method, headers });
  }
  headers['Content-Type'] = 'application/json';
  return call(path, url(path), { method, headers, body: JSON.stringify(body) });
}

/**
 * Asks for something that is not JSON.
 * @param {string} path
 * @param {Object<string, any>} [params] for the query
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>} an answer that is no error
 * @throws {Problem} as `get`
 */
export async function raw(path, params, signal) {
  return checked(path, await answer(url(path, params), { signal }));
}

/** Asks for a text, else as `raw`. @returns {Promise<string>} */
export async function getText(path, params, signal) {
  return (await raw(path, params, signal)).text();
}

async function call(path, address, options) {
  const headers = { Accept: 'application/json', ...options.headers };
  const response = await checked(path, await answer(address, { ...options, headers }));
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function checked(path, response) {
  if (response.ok) {
    return response;
  }
  // Whether there is a session is what a call of `session` asks: its 401 is an answer.
  if (response.status === 401 && path !== 'session') {
    window.dispatchEvent(new Event('signed-out'));
  }
  throw new Problem({ title: response.statusText, ...problem(await response.text()), status: response.status });
}

async function answer(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem({ status: 0, title: 'No answer', detail: 'The server cannot be reached.' });
  }
}

/** A proxy's errors are pages, not problems. */
function problem(text) {
  try {
    const json = JSON.parse(text);
    return json && typeof json === 'object' ? json : {};
  } catch {
    return {};
  }
}

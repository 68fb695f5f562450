const THROWN = /^(?:[\w$]+\.)*([A-Z][\w$]*(?:Exception|Error)): (.*)$/s;

/**
 * Why a message was given up: an exception with its message; of a crawl request that was refused, a problem (RFC 9457).
 * @param {string | null} reason as the API gives it
 * @returns {{kind: string | null, text: string, errors: {field: string, message: string}[]}}
 */
export function reasonOf(reason) {
  if (!reason) {
    return { kind: null, text: 'No reason is given.', errors: [] };
  }
  const problem = problemOf(reason);
  if (problem) {
    const errors = fields(problem.errors);
    // Its detail is all of them in one line.
    return { kind: text(problem.title), text: errors.length > 0 ? '' : text(problem.detail), errors };
  }
  const thrown = THROWN.exec(reason);
  return thrown ? { kind: thrown[1], text: thrown[2], errors: [] } : { kind: null, text: reason, errors: [] };
}

// Any program may have put the message there, so that nothing of it is taken for granted.
const text = (value) => (typeof value === 'string' ? value : '');

function fields(errors) {
  const list = Array.isArray(errors) ? errors : [];
  return list.map((error) => ({ field: text(error?.field), message: text(error?.message) }));
}

function problemOf(reason) {
  if (!reason.startsWith('{')) {
    return null;
  }
  try {
    const problem = JSON.parse(reason);
    return text(problem.title) || text(problem.detail) ? problem : null;
  } catch {
    // It was cut, or is another's: shown as it is.
    return null;
  }
}

/** What is typed into a form, as the values of a request, and back. What cannot be read goes as it is: the API says why. */

const UNITS = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };
const SIZES = { '': 1, b: 1, k: 1000, kb: 1000, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9, t: 1e12, tb: 1e12, kib: 1024, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 };
const PART = /(\d+(?:\.\d+)?)\s*(ms|min|s|m|h|d)\s*/gy;

/** `1s`, `500 ms`, `1h 30m`, `90` (seconds), or ISO 8601 itself. */
export const duration = {
  read(text) {
    const trimmed = text.trim().toLowerCase();
    if (/^\d+(\.\d+)?$/.test(trimmed)) {
      return iso(Number(trimmed));
    }
    const parts = [...trimmed.matchAll(PART)];
    const length = parts.reduce((sum, part) => sum + part[0].length, 0);
    return parts.length > 0 && length === trimmed.length
      ? iso(parts.reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit], 0))
      : text.trim();
  },
  write(value) {
    const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(value);
    const named = parts && ['h', 'm', 's'].map((unit, i) => parts[i + 1] && parts[i + 1] + unit).filter(Boolean);
    return named && named.length > 0 ? named.join(' ') : value;
  },
};

const iso = (seconds) => `PT${Number(seconds.toFixed(3))}S`;

/** `10 MiB`, `500 kB`, or bytes. */
export const size = {
  read(text) {
    const parts = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(text.trim().toLowerCase());
    return parts && SIZES[parts[2]] ? Math.round(Number(parts[1]) * SIZES[parts[2]]) : text.trim();
  },
  write(value) {
    for (const [name, unit] of [['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 1024]]) {
      if (value >= unit && value % unit === 0) {
        return `${value / unit} ${name}`;
      }
    }
    return String(value);
  },
};

export const number = {
  read: (text) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text.trim()),
  write: String,
};

export const text = { read: (value) => value.trim(), write: String };

/** One a line. */
export const lines = {
  read: (value) => value.split('\n').map((line) => line.trim()).filter(Boolean),
  write: (value) => value.join('\n'),
};

/** `Name: value`, one a line. */
export const headers = {
  read: (value) => Object.fromEntries(lines.read(value).map((line) => {
    const [name, ...rest] = line.split(':');
    return [name.trim(), rest.join(':').trim()];
  })),
  write: (value) => Object.entries(value).map(([name, content]) => `${name}: ${content}`).join('\n'),
};

/** `off`, `robots`, or URLs, one a line. */
export const sitemaps = {
  read: (value) => (['off', 'robots'].includes(value.trim()) ? value.trim() : lines.read(value)),
  write: (value) => (Array.isArray(value) ? value.join('\n') : value),
};

/** Separated by spaces or commas; the word `none` for an empty list. */
export const words = {
  read: (value) => (value.trim() === 'none' ? [] : value.split(/[\s,]+/).filter(Boolean)),
  write: (value) => (value.length === 0 ? 'none' : value.join(' ')),
};

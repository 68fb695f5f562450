/** Stored bodies: which of them can be shown, and how their bytes become text. */

const TEXT = new RegExp(
  '^(text/.*|application/(json|xml|javascript|x-javascript|ecmascript|x-ndjson|yaml|x-yaml)|.*\\+(json|xml))$',
);
const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const essence = (type) => (type || '').split(';')[0].trim().toLowerCase();

export const isText = (type) => TEXT.test(essence(type));

export const isImage = (type) => IMAGES.includes(essence(type));

/** Of each kind the bytes that it starts with, null for any (WHATWG MIME Sniffing, 6.1). */
const SIGNATURES = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
];

/** What the bytes are, whatever they are called. @param {Uint8Array} bytes @returns {string | undefined} */
export function imageType(bytes) {
  const found = SIGNATURES.find(([, signature]) =>
    signature.every((byte, at) => byte === null || bytes[at] === byte));
  return found?.[0];
}

/**
 * The start of a body, which may have a gigabyte.
 * @param {Response} response
 * @param {number} most bytes
 * @returns {Promise<{bytes: Uint8Array, cut: boolean}>}
 */
export async function readStart(response, most) {
  const reader = response.body.getReader();
  const bytes = new Uint8Array(most);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return { bytes: bytes.subarray(0, length), cut: false };
    }
    const fits = value.subarray(0, most - length);
    bytes.set(fits, length);
    length += fits.length;
    if (fits.length < value.length) {
      await reader.cancel();
      return { bytes, cut: true };
    }
  }
}

/** By the charset that the page was read by; UTF-8 where there is none, or the browser does not know it. */
export function decode(bytes, charset) {
  // As a stream, so that a character that was cut at the end is left out.
  return decoder(charset).decode(bytes, { stream: true });
}

function decoder(charset) {
  try {
    return new TextDecoder(charset || 'utf-8');
  } catch (error) {
    if (error instanceof RangeError) {
      return new TextDecoder('utf-8');
    }
    throw error;
  }
}

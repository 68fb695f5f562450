import { raw, url } from '../api.js';
import { bytes } from '../format.js';
import { html } from '../lib/htm.js';
import { Busy, Empty, Failure, Notice, useLoad } from '../ui.js';
import { decode, imageType, isImage, isText, readStart } from './stored.js';

const MOST_TEXT = 200 * 1024;
const MOST_IMAGE = 2_000_000;

/**
 * What was stored, shown harmlessly: as characters, or as a picture made of pixels. Never as HTML or SVG, nor in a frame:
 * it would run with the rights of whoever is signed in here.
 */
export function Content({ page }) {
  const { data, error, reload } = useLoad((signal) => load(page, signal), [page.id]);
  if (error?.status === 404) {
    return html`<${Empty} title="Nothing was kept"><p>There was no body, or it was larger than the job keeps.</p><//>`;
  }
  return html`
    <p class="actions lead"><a class="button" href=${url(`pages/${page.id}/content`)} download=${page.id}>Download</a>
      <span>${page.contentType || 'of no named type'}, ${bytes(page.bytes)}</span></p>
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    ${!error && !data && html`<${Busy} />`}
    ${data && html`<${Shown} data=${data} page=${page} />`}`;
}

/** Always asked for, since only the answer says whether anything was kept; read no further than it is shown. */
async function load(page, signal) {
  const response = await raw(`pages/${page.id}/content`, {}, signal);
  if (isText(page.contentType)) {
    const start = await readStart(response, MOST_TEXT);
    return { text: decode(start.bytes, page.charset), cut: start.cut };
  }
  if (isImage(page.contentType)) {
    return { image: imageOf(await readStart(response, MOST_IMAGE)) };
  }
  await response.body.cancel();
  return {};
}

/** As data:, since blob: is not allowed here; its type is what the bytes are, whatever the site called them. */
function imageOf({ bytes: content, cut }) {
  const type = imageType(content);
  if (!type || cut) {
    return null;
  }
  let binary = '';
  for (let at = 0; at < content.length; at += 0x8000) {
    binary += String.fromCharCode(...content.subarray(at, at + 0x8000));
  }
  return `data:${type};base64,${btoa(binary)}`;
}

function Shown({ data, page }) {
  if (data.image) {
    return html`<p class="picture"><img src=${data.image} alt=${`What is at ${page.url}`} /></p>`;
  }
  if (data.text === undefined) {
    return html`<p>It is neither text nor a small picture, and therefore not shown here. Download it to look at it.</p>`;
  }
  return html`
    ${data.cut && html`<${Notice}>Only the first ${bytes(MOST_TEXT)} are shown; the download has all of it.<//>`}
    <pre class="source" tabindex="0" role="region" aria-label="Source">${data.text}</pre>`;
}

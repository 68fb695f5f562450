import { bytes, count, duration, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { href } from '../router.js';
import { External, Facts } from '../ui.js';
import { Outcome, WhyLink } from './crawled.js';
import { Similar } from './similar.js';

const NONE = '–';

/** Metadata, the way to the page, and pages like it. */
export function Overview({ page }) {
  return html`
    <section class="card" aria-labelledby="answer"><h2 id="answer">Answer</h2><${Facts} items=${answer(page)} /></section>
    <section class="card" aria-labelledby="way"><h2 id="way">How it was reached</h2>
      <${Facts} items=${way(page)} /><${Redirects} page=${page} /></section>
    ${page.document && html`<section class="card" aria-labelledby="document"><h2 id="document">Document</h2>
      <${Facts} items=${documentFacts(page.document)} /></section>`}
    <section class="card" aria-labelledby="same"><h2 id="same">Same and similar</h2>
      <${Facts} items=${same(page)} />
      ${page.similarTo.length > 0 && html`<${Similar} ids=${page.similarTo} />`}</section>`;
}

const bdi = (text) => (text ? html`<bdi>${text}</bdi>` : NONE);
const mono = (text) => (text ? html`<span class="mono url">${text}</span>` : NONE);
const linked = (job, url) =>
  url ? html`<${External} url=${url} />${' '}<${WhyLink} job=${job} url=${url} />` : NONE;

function answer(page) {
  return [
    ['Status', html`<${Outcome} status=${page.status} error=${page.error} />`],
    page.detail && ['Reason', html`<span class="reason">${page.detail}</span>`],
    page.location && ['Leads to', linked(page.jobId, page.location)],
    ['Fetched', html`<${Time} at=${page.fetchedAt} exact />`],
    ['Took', duration(page.durationMs)],
    ['Protocol', page.protocol || NONE],
    ['By node', html`<span class="mono">${page.node}</span>`],
    ['Title', bdi(page.title)],
    ['Language', page.lang || NONE],
    ['Content type', page.contentType || NONE],
    ['Charset', page.charset || NONE],
    ['Size, decoded', page.bytes >= 1024 ? `${bytes(page.bytes)} (${count(page.bytes)} B)` : bytes(page.bytes)],
    ['SHA-256', mono(page.sha256)],
    ['Page id', mono(page.id)],
  ];
}

function way(page) {
  return [
    ['Depth', page.depth === 0 ? '0 (a seed, or where one redirects to)' : count(page.depth)],
    ['Referrer', linked(page.jobId, page.referrer)],
  ];
}

/** Those that led here, and this page as the end of the row. */
function Redirects({ page }) {
  if (page.redirects.length === 0) {
    return null;
  }
  return html`<h3>Redirects that led here</h3>
    <ol class="redirects">
      ${page.redirects.map((hop) => html`<li key=${hop.id}>
        <${Outcome} status=${hop.status} />${' '}
        <a class="url" href=${href(`/pages/${hop.id}`)}><bdi>${hop.url}</bdi></a></li>`)}
      <li><${Outcome} status=${page.status} error=${page.error} />${' '}<bdi class="url">${page.url}</bdi>
        <span class="muted"> (this page)</span></li>
    </ol>`;
}

function documentFacts(document) {
  return [
    ['Title', bdi(document.title)],
    ['Author', bdi(document.author)],
    ['Pages', count(document.pages)],
    ['Characters', `${count(document.characters)}${document.cut ? ' (the text was cut)' : ''}`],
    document.error && ['Not read', [document.error, document.detail].filter(Boolean).join(': ')],
    document.extractedAt && ['Read', html`<${Time} at=${document.extractedAt} exact />`],
  ];
}

function same(page) {
  return [
    ['Canonical URL', canonical(page)],
    ['Same bytes as', page.duplicateOf
      ? html`<a href=${href(`/pages/${page.duplicateOf}`)}>an earlier page of this job</a>`
      : 'no earlier page of this job'],
    page.similarTo.length === 0 && ['Similar text', 'no other page of this job'],
  ];
}

function canonical(page) {
  if (page.canonical === page.url) {
    return 'this one';
  }
  return page.canonical ? linked(page.jobId, page.canonical) : 'the page names none';
}

/** What was asked for. */
import { count } from '../../format.js';
import { html, useMemo } from '../../lib/htm.js';
import { href } from '../../router.js';
import { External, Facts } from '../../ui.js';
import { ADVANCED, BASICS } from '../newjob/fields.js';
import { copyOf } from '../newjob/request.js';

/** Drawn when the job was loaded, not whenever a counter changes. */
export function Settings({ job }) {
  return useMemo(() => asked(job), [job]);
}

function asked(job) {
  const { texts, base, secrets } = copyOf(job);
  const facts = (fields) => fields.filter(({ path }) => texts[path])
    .map(({ path, label, options }) => [label, worded(texts[path], options)]);
  const groups = [['General', BASICS], ...ADVANCED].map(([title, fields]) => [title, facts(fields)]);
  const more = job.seedCount - job.seeds.length;
  return html`<div class="stack">
    <section class="card"><h2>Start URLs (${count(job.seedCount)})</h2>
      <ul class="seeds">${job.seeds.map((seed) => html`<li key=${seed}><${External} url=${seed} /></li>`)}</ul>
      ${more > 0 && html`<p class="muted">and ${count(more)} more</p>`}
    </section>
    ${groups.filter(([, items]) => items.length > 0).map(([title, items]) => html`<section class="card" key=${title}>
      <h2>${title}</h2><${Facts} items=${items} /></section>`)}
    ${secrets.length > 0 && html`<section class="card"><h2>Credentials</h2><p>For ${secrets.join(', ')}</p></section>`}
    ${Object.keys(base).length > 0 && html`<section class="card"><h2>Further</h2><pre>${JSON.stringify(base, null, 2)}</pre></section>`}
    <p><a class="button" href=${href('/jobs/new', { from: job.id })}>New job with these settings</a></p>
  </div>`;
}

function worded(text, options) {
  const named = options && options.find(([value]) => value === text);
  return html`<span class="lines"><bdi>${named ? named[1] : text}</bdi></span>`;
}

/** What became of a URL, and why. */
import { get } from '../../api.js';
import { useRefuge } from '../../focus.js';
import { absolute, duration, sentence } from '../../format.js';
import { html, useEffect, useState } from '../../lib/htm.js';
import { href, navigate } from '../../router.js';
import { Badge, Busy, Empty, External, Facts, Failure, Field, useLoad } from '../../ui.js';
import { Outcome } from '../crawled.js';

const KINDS = { fetched: 'ok', redirected: 'info', failed: 'bad', excluded: 'warn' };

export function Why({ job, url }) {
  const [text, setText] = useState(url);
  // By a link, or the way back.
  useEffect(() => setText(url), [url]);
  const answer = useRefuge();
  const asked = useLoad(async (signal) => (url ? get(`jobs/${job}/urls`, { url }, signal) : null), [job, url]);
  const submit = (event) => {
    event.preventDefault();
    if (text.trim() === url) {
      asked.reload();
    } else {
      navigate(`/jobs/${job}`, { tab: 'why', url: text.trim() });
    }
  };
  const { data, error, loading } = asked;
  const wrong = error && error.status === 400 ? error.errors[0]?.message || error.detail : null;
  return html`<form class="why-form" role="search" onSubmit=${submit}>
      <${Field} label="URL" error=${wrong && `The URL ${wrong}`} hint="Any URL: of a page, a sitemap, or a robots.txt">
        <input type="text" inputmode="url" name="url" required spellcheck=${false} value=${text}
          placeholder="https://example.org/page" onInput=${(event) => setText(event.target.value)} />
      <//>
      <button type="submit" class="primary">Look up</button>
    </form>
    ${url && loading && html`<${Busy} label="Looking it up" />`}
    ${error && error.status !== 404 && !wrong && html`<${Failure} error=${error} retry=${asked.reload} />`}
    <div role="status" tabindex="-1" ref=${answer}>
      ${error && error.status === 404 && html`<${Unknown} url=${url} />`}
      ${data && html`<${Answer} job=${job} why=${data} />`}
    </div>`;
}

function Unknown({ url }) {
  return html`<${Empty} title="This job has never met that URL">
    <p><bdi class="url">${url}</bdi> was no seed, and no page, redirect or sitemap that was read so far leads to it.</p>
  <//>`;
}

const became = (why) => sentence(why.outcome || why.state);

function Answer({ job, why }) {
  return html`<div class="stack">
    <section class="card">
      <h2><${Badge} kind=${KINDS[why.outcome]}>${became(why)}<//> <bdi class="url">${why.url}</bdi></h2>
      <${Facts} items=${[
        ['Kind', why.kind === 'robots' ? 'robots.txt' : why.kind],
        why.kind !== 'robots' && ['Depth', why.depth],
        ['Open', html`<${External} url=${why.url}>the site itself<//>`],
      ]} />
    </section>
    <section class="card">
      <h2>What happened</h2>
      <${Timeline} job=${job} why=${why} />
    </section>
  </div>`;
}

function Timeline({ job, why }) {
  return html`<ol class="timeline">
    <li><strong>${why.referrer ? 'Found on' : 'Given'}</strong>${' '}
      ${why.referrer
        ? html`<a class="url" href=${href(`/jobs/${job}`, { tab: 'why', url: why.referrer })}><bdi>${why.referrer}</bdi></a>`
        : origin(why)}</li>
    ${why.attempts.map((attempt, i) => html`<${Attempt} key=${i} attempt=${attempt} number=${i + 1} />`)}
    <li class=${why.outcome || 'open'}><strong>${became(why)}</strong>
      ${why.rule && html` by the rule <code>${why.rule}</code>`}
      ${why.detail && html`<span class="block muted"><bdi>${why.detail}</bdi></span>`}</li>
  </ol>`;
}

const origin = (why) =>
  why.kind === 'page' ? 'as a seed of the job' : 'by the job or a robots.txt';

function Attempt({ attempt, number }) {
  return html`<li>
    <strong>Request ${number}</strong> <${Outcome} status=${attempt.status} error=${attempt.error} />
    <span class="block muted"><time datetime=${attempt.at}>${absolute(attempt.at)}</time>
      ${` · ${duration(attempt.durationMs)} · ${attempt.node}`}</span>
    ${attempt.detail && html`<span class="block"><bdi>${attempt.detail}</bdi></span>`}
  </li>`;
}

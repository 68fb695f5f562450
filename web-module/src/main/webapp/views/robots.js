import { Time } from '../format.js';
import { html } from '../lib/htm.js';
import { Empty, Facts } from '../ui.js';
import { isoDuration } from './hostparts.js';

/** The robots.txt that a host is crawled by. @param {{robots: Object | null}} props as the API gives it */
export function Robots({ robots }) {
  if (!robots) {
    return html`<${Empty} title="Not asked for yet">
      <p>It is asked for before the first page, by the first job that obeys it.</p><//>`;
  }
  return html`
    <${Facts} items=${[
      ['Status', String(robots.status)],
      ['Fetched', html`<${Time} at=${robots.fetchedAt} />`],
      ['Used until', html`<${Time} at=${robots.usedUntil} />`],
      ['Crawl delay', robots.crawlDelay ? isoDuration(robots.crawlDelay) : 'none'],
    ]} />
    ${robots.content
      ? html`<pre class="source" tabindex="0" role="region" aria-label="Content of robots.txt">${robots.content}</pre>`
      : html`<p class="muted">It is empty or missing, so that everything is allowed.</p>`}`;
}

/** What there is how often, as bars that are text first. */
import { count, percent } from '../../format.js';
import { html, useState } from '../../lib/htm.js';

const FEW = 8;

/**
 * @param {{title: string, unit: string, empty: string, rows: {key: any, label: string, value: number, link?: string,
 *     detail?: string, kind?: string}[]}} props rows: in their order; more than eight are shown when they are asked for
 */
export function BarList({ title, unit, rows, empty }) {
  const [all, setAll] = useState(false);
  const whole = rows.reduce((sum, row) => sum + row.value, 0);
  const most = rows.reduce((top, row) => Math.max(top, row.value), 1);
  const shown = all ? rows : rows.slice(0, FEW);
  return html`<section class="card"><h2>${title}</h2>
    ${rows.length === 0 && html`<p class="muted">${empty}</p>`}
    <ul class="bars">
      ${shown.map((row) => html`<${Bar} key=${row.key} row=${row} unit=${unit} whole=${whole} most=${most} />`)}
    </ul>
    ${rows.length > FEW && html`<button type="button" class="plain" aria-expanded=${all ? 'true' : 'false'}
      onClick=${() => setAll(!all)}>${all ? 'Show fewer' : `Show all ${rows.length}`}</button>`}
  </section>`;
}

function Bar({ row, unit, whole, most }) {
  const { label, value, link, detail, kind = 'accent' } = row;
  return html`<li>
    <span class="bar-label">${link ? html`<a href=${link}><bdi>${label}</bdi></a>` : html`<bdi>${label}</bdi>`}</span>
    <span class="bar-value">${count(value)}<span class="visually-hidden"> ${unit}, </span>
      ${detail && html`<span class="muted small">${detail}</span>`}
      <span class="muted small bar-share">${percent(value, whole)}</span></span>
    <span class="bar" aria-hidden="true"><span class=${kind} style=${{ width: `${(100 * value) / most}%` }}></span></span>
  </li>`;
}

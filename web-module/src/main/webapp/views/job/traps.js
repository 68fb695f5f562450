/** Parts of sites that were found to be without end. */
import { Time, count } from '../../format.js';
import { html } from '../../lib/htm.js';
import { href } from '../../router.js';
import { Table } from '../../ui.js';

const RULES = { endless: 'Endless links', queryExplosion: 'Endless queries' };

export function Traps({ traps, job }) {
  if (traps.length === 0) {
    return null;
  }
  const columns = [
    { label: 'Where', render: (trap) => html`<bdi class="url">${trap.where}</bdi>` },
    { label: 'Found to be', render: (trap) => RULES[trap.rule] || trap.rule },
    { label: 'URLs kept out', numeric: true, render: (trap) => count(trap.excluded) },
    { label: 'Since', render: (trap) => html`<${Time} at=${trap.at} />` },
    {
      label: 'Example',
      render: (trap) => html`<a class="url" href=${href(`/jobs/${job}`, { tab: 'why', url: trap.example })}>
        <bdi>${trap.example}</bdi></a>`,
    },
  ];
  return html`<section class="card">
    <h2>Traps that were hit</h2>
    <${Table} caption="Traps that were hit" stacked columns=${columns} rows=${traps} rowKey=${(trap) => trap.rule + trap.where} />
  </section>`;
}

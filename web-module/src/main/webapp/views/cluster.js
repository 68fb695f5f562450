import { get } from '../api.js';
import { html } from '../lib/htm.js';
import { Busy, Failure, Page, useLoad } from '../ui.js';
import { NodeTable } from './nodes.js';
import { Queues } from './queues.js';

const EVERY_MS = 5_000;

/** Who is alive, and what waits between them. */
export default function Cluster() {
  const nodes = useLoad((signal) => get('nodes', {}, signal), [], { every: EVERY_MS });
  const queues = useLoad((signal) => get('queues', { limit: 1000 }, signal), [], { every: EVERY_MS });
  return html`<${Page} title="Cluster">
    <section class="card" aria-labelledby="nodes"><h2 id="nodes">Nodes</h2>
      <${Loaded} of=${nodes} view=${(data) => html`<${NodeTable} nodes=${data.items} />`} /></section>
    ${!queues.data && html`<h2>Queues</h2>`}
    <${Loaded} of=${queues} view=${(data) => html`<${Queues} data=${data} />`} />
    <p class="foot">Refreshed every five seconds while this page is in view.</p>
  <//>`;
}

/** What was loaded last stays in view beside the error that came after it. */
function Loaded({ of: { data, error, reload }, view }) {
  return html`
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    ${!data && !error && html`<${Busy} />`}
    ${data && view(data)}`;
}

import { bytes, count, rate } from '../format.js';
import { html, useRef } from '../lib/htm.js';
import { href } from '../router.js';
import { Badge, Empty, Table } from '../ui.js';
import { Broker } from './broker.js';
import { Dispatch } from './dispatch.js';

const DEAD = 'trawl.dlq';

/** Dispatching, the queues and the broker. @param {{data: Object}} props what GET /api/queues answers */
export function Queues({ data }) {
  const rates = useRates(data.items);
  return html`
    <section class="card" aria-labelledby="dispatch"><h2 id="dispatch">Dispatching</h2>
      <${Dispatch} dispatch=${data.dispatch} /></section>
    <section class="card" aria-labelledby="queues"><h2 id="queues">Queues</h2>
      <${Table} caption="Queues by name, as they were some seconds ago" stacked columns=${columns(rates)} rows=${sorted(data.items)}
        rowKey=${(queue) => queue.name} empty=${html`<${None} broker=${data.broker} />`} /></section>
    <section class="card" aria-labelledby="broker"><h2 id="broker">Broker</h2>
      <${Broker} broker=${data.broker} link=${data.console} /></section>`;
}

const REASONS = {
  'not-allowed': 'The broker does not let the account look at its queues that Trawl uses.',
  away: 'The broker does not answer. They are shown as soon as it does.',
  unknown: 'The broker was not asked yet; wait a moment.',
};

function None({ broker }) {
  return html`<${Empty} title="No queues to show"><p>${REASONS[broker.state] || 'The broker has none.'}</p><//>`;
}

const sorted = (queues) => [...queues].sort((a, b) => compare(a.address, b.address) || compare(a.name, b.name));

const compare = (a, b) => (a < b ? -1 : Number(a > b));

function columns(rates) {
  return [
    { label: 'Queue', render: name },
    { label: 'Messages', numeric: true, render: messages },
    { label: 'Delivering', numeric: true, render: (queue) => count(queue.delivering) },
    { label: 'Scheduled', numeric: true, render: (queue) => count(queue.scheduled) },
    { label: 'Consumers', numeric: true, render: (queue) => count(queue.consumers) },
    { label: 'Acknowledged', numeric: true, render: (queue) => rate(rates.get(queue.name)) },
    { label: 'Size', numeric: true, render: (queue) => bytes(queue.bytes) },
    { label: 'Paging', render: (queue) => (queue.paging ? html`<${Badge} kind="warn">to disk<//>` : 'no') },
  ];
}

/** By its address: what a subscription is called nobody knows. */
function name({ name: own, address }) {
  if (own === DEAD) {
    return html`<a class="mono" href=${href('/dead-letters')}>${own}</a>`;
  }
  return html`<span class="mono">${address}</span>
    ${own !== address && html`<span class="mono muted small block url">${own}</span>`}`;
}

function messages(queue) {
  return queue.name === DEAD && queue.messages > 0
    ? html`<${Badge} kind="bad">${count(queue.messages)}<//>`
    : count(queue.messages);
}

const LONG_MS = 15_000;

/** Messages a second between two answers that differ: the figures are some seconds old, and may come twice. */
function useRates(queues) {
  const last = useRef({ at: 0, done: new Map(), rates: new Map() });
  const { at, done, rates } = last.current;
  const now = new Map(queues.map((queue) => [queue.name, queue.acknowledged]));
  const elapsed = Date.now() - at;
  if (elapsed < LONG_MS && [...now].every(([queue, acknowledged]) => done.get(queue) === acknowledged)) {
    return rates;
  }
  const next = new Map();
  for (const [queue, acknowledged] of now) {
    const before = done.get(queue);
    // Fewer than before: the broker was started again, and counts from 0.
    if (before !== undefined && acknowledged >= before) {
      next.set(queue, ((acknowledged - before) * 1000) / elapsed);
    }
  }
  last.current = { at: Date.now(), done: now, rates: next };
  return next;
}

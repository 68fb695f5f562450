import { bytes, count, percent, Time } from '../format.js';
import { html } from '../lib/htm.js';
import { Badge, Empty, Table } from '../ui.js';
import { Meter } from './meter.js';

const STATES = { alive: ['ok', 'Alive'], draining: ['warn', 'Draining'], dead: ['bad', 'Dead'] };

/** @param {{nodes: Object[]}} props as the API gives them */
export function NodeTable({ nodes }) {
  const empty = html`<${Empty} title="No node has reported yet"><p>They do so every few seconds; wait a moment.</p><//>`;
  return html`<${Table} caption="Nodes, those that live first" columns=${COLUMNS} rows=${nodes} empty=${empty}
    rowKey=${(node) => node.process} stacked />`;
}

const COLUMNS = [
  { label: 'Node', render: (node) => html`<span class="mono">${node.id}</span>` },
  { label: 'State', render: (node) => state(node.state) },
  { label: 'Roles', className: 'nowrap', render: (node) => node.roles.join(', ') },
  { label: 'Fetching', numeric: true, render: (node) => count(node.load.fetching) },
  { label: 'Processing', numeric: true, render: (node) => count(node.load.processing) },
  { label: 'CPU', numeric: true, render: (node) => percent(node.load.cpu, 1) },
  { label: 'Heap', render: (node) => html`<${Heap} node=${node} />` },
  { label: 'Heartbeat', render: (node) => html`<${Time} at=${node.lastBeat} />` },
  { label: 'Started', render: (node) => html`<${Time} at=${node.started} />` },
  { label: 'Version', render: (node) => node.version },
];

function Heap({ node: { id, load } }) {
  return html`<${Meter} label=${`Heap of ${id}`} value=${load.heapUsed} max=${load.heapMax}
    text=${`${bytes(load.heapUsed)} of ${bytes(load.heapMax)}`} />`;
}

function state(name) {
  const [kind, label] = STATES[name] || ['idle', name];
  return html`<${Badge} kind=${kind}>${label}<//>`;
}

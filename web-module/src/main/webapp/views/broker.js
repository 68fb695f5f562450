import { bytes, percent } from '../format.js';
import { html } from '../lib/htm.js';
import { Badge, External, Facts } from '../ui.js';
import { Meter } from './meter.js';

const STATES = {
  known: ['ok', 'Answers'],
  'not-allowed': ['warn', 'The account that Trawl uses may not look'],
  away: ['bad', 'Does not answer'],
  unknown: ['idle', 'Not asked yet'],
};

/** @param {{broker: Object, link: string | null}} props as the API gives them; link: to the broker's console */
export function Broker({ broker, link }) {
  const [kind, label] = STATES[broker.state] || ['idle', broker.state];
  return html`<${Facts} items=${[
    ['State', html`<${Badge} kind=${kind}>${label}<//>`],
    ...(broker.version === undefined ? [] : figures(broker)),
  ]} />
  ${link && html`<p><${External} url=${link}>Artemis console<//></p>`}`;
}

function figures(broker) {
  const limit = broker.diskLimit === null ? '' : `; from ${percent(broker.diskLimit, 1)} on it takes no messages`;
  return [
    ['Version', broker.version],
    ['Disk', html`<${Meter} label="Disk of the broker" value=${broker.diskUsed} max=${broker.diskLimit ?? 1}
      text=${`${percent(broker.diskUsed, 1)} used${limit}`} />`],
    ['Memory', html`<${Meter} label="Memory of the broker" value=${broker.memoryUsed} max=${broker.memoryLimit}
      text=${`${bytes(broker.memoryUsed)} of messages; from ${bytes(broker.memoryLimit)} on they go to disk`} />`],
  ];
}

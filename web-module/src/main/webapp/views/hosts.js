import { get } from '../api.js';
import { count, Time } from '../format.js';
import { html, useState } from '../lib/htm.js';
import { href, navigate } from '../router.js';
import { Empty, Page, Table, useCursor } from '../ui.js';
import { hostLink, HostState, isoDuration, NextRequest } from './hostparts.js';
import { More } from './more.js';

/** The hosts that jobs had to do with, and how they are treated. */
export default function Hosts({ query, path }) {
  const troubled = query.troubled === 'true' ? 'true' : null;
  const [round, setRound] = useState(0);
  const list = useCursor((cursor, signal) => get('hosts', { troubled, cursor }, signal), [troubled, round]);
  const filter = (event) => navigate(path, { troubled: event.target.checked ? 'true' : null }, { replace: true });
  const refresh = html`<button type="button" onClick=${() => setRound(round + 1)}>Refresh</button>`;
  return html`<${Page} title="Hosts" actions=${refresh}>
    <div class="actions lead">
      <label class="check"><input type="checkbox" checked=${troubled !== null} onChange=${filter} />
        Only hosts in trouble</label>
      <span>Politeness is kept by host, over all jobs and nodes.</span>
    </div>
    <${Results} list=${list} troubled=${troubled} />
  <//>`;
}

function Results({ list, troubled }) {
  if (list.done && list.items.length === 0) {
    return html`<${Nothing} troubled=${troubled} />`;
  }
  return html`
    ${list.items.length > 0 && html`<${Table} caption="Hosts, the newest first" columns=${COLUMNS} rows=${list.items}
      rowKey=${(host) => host.host} stacked />`}
    <${More} list=${list} what="hosts" />`;
}

function Nothing({ troubled }) {
  return troubled
    ? html`<${Empty} title="No host is in trouble">
        <p>Those that were asked did answer. <a href=${href('/hosts')}>Show all hosts</a></p><//>`
    : html`<${Empty} title="No host yet">
        <p>Hosts are listed here as soon as a job has to do with them.
          ${' '}<a href=${href('/jobs/new')}>Start a job</a></p><//>`;
}

const COLUMNS = [
  { label: 'Host', className: 'wide', render: name },
  { label: 'State', render: (host) => html`<${HostState} host=${host} />` },
  { label: 'Next request', render: (host) => html`<${NextRequest} at=${host.notBefore} />`, blank: (host) => !host.notBefore },
  { label: 'Failures', className: 'nowrap', render: failures, blank: (host) => host.failures + host.rounds === 0 },
  { label: 'Last failure', className: 'wide', render: trouble, blank: (host) => !host.trouble },
  { label: 'Queued', numeric: true, render: (host) => count(host.queued), blank: (host) => host.queued === 0 },
  { label: 'In flight', numeric: true, render: (host) => count(host.connections), blank: (host) => host.connections === 0 },
  { label: 'robots.txt', className: 'nowrap', render: (host) => robots(host.robots) },
  { label: 'Last contact', render: (host) => (host.lastContact ? html`<${Time} at=${host.lastContact} />` : 'never') },
];

function name({ host }) {
  return html`<a class="url" href=${hostLink(host)}>${host}</a>`;
}

/** Those in a row, and how often it was put aside since its last answer. */
function failures(host) {
  return host.rounds === 0 ? count(host.failures) : `${count(host.failures)}, aside ${count(host.rounds)}×`;
}

function trouble(host) {
  return host.trouble ? html`<span class="reason">${host.trouble}</span>` : '–';
}

function robots(file) {
  if (!file) {
    return 'not asked yet';
  }
  return file.crawlDelay ? `${file.status}, delay ${isoDuration(file.crawlDelay)}` : String(file.status);
}

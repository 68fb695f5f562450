import { get } from '../api.js';
import { count, Time } from '../format.js';
import { html, useState } from '../lib/htm.js';
import { href } from '../router.js';
import { Empty, Field, Page, Table, useCursor } from '../ui.js';
import { isChosen, useFilter, useSteady } from './filter.js';
import { hostLink, HostState, isoDuration, NextRequest } from './hostparts.js';
import { More } from './more.js';

const RULES = {
  names: ['q', 'troubled'],
  tidy: (name, value) => (name === 'troubled' && value !== 'true' ? '' : value),
};

/** The hosts that jobs had to do with, and how they are treated. */
export default function Hosts({ query, path }) {
  const filter = useFilter(path, query, RULES);
  const { applied } = filter;
  const [round, setRound] = useState(0);
  const list = useCursor((cursor, signal) => get('hosts', { ...applied, cursor }, signal), [JSON.stringify(applied), round]);
  const refresh = html`<button type="button" onClick=${() => setRound(round + 1)}>Refresh</button>`;
  return html`<${Page} title="Hosts" actions=${refresh}>
    <p class="lead">Politeness is kept by host, over all jobs and nodes.</p>
    <${HostFilter} ...${filter} />
    <${Results} list=${list} filter=${filter} />
  <//>`;
}

function HostFilter({ draft, wanted, change, submit, clear, first }) {
  const trouble = (event) => change('troubled', event.target.checked ? 'true' : '');
  return html`<form role="search" aria-label="Filter hosts" class="toolbar" onSubmit=${submit}>
    <${Field} label="Search"><input type="search" name="q" ref=${first} placeholder="Part of the name" autocomplete="off"
      spellcheck=${false} value=${draft.q || ''} onInput=${(event) => change('q', event.target.value)} /><//>
    <label class="check"><input type="checkbox" checked=${Boolean(wanted.troubled)} onChange=${trouble} />
      Only hosts in trouble</label>
    ${isChosen(wanted) && html`<button type="button" onClick=${clear}>Clear filters</button>`}
  </form>`;
}

function Results({ list, filter }) {
  const { rows, waits } = useSteady(list);
  if (list.done && list.items.length === 0) {
    return html`<${Nothing} filter=${filter} />`;
  }
  return html`
    ${rows.length > 0 && html`<div class=${waits ? 'stale' : ''} aria-busy=${waits ? 'true' : null}>
      <${Table} caption="Hosts, the newest first" columns=${COLUMNS} rows=${rows} rowKey=${(host) => host.host} stacked /></div>`}
    <${More} list=${list} what="hosts" />`;
}

function Nothing({ filter: { applied, clear } }) {
  if (applied.q) {
    return html`<${Empty} title="No host matches">
      <p>Every host was looked at.</p>
      <p><button type="button" onClick=${clear}>Clear filters</button></p><//>`;
  }
  return applied.troubled
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

/** The parts that views are made of. Classes are those of app.css. */
import { h, html, useEffect, useLayoutEffect, useMemo, useRef, useState } from './lib/htm.js';

export { useCursor, useLoad } from './load.js';

let ids = 0;
const useId = () => useMemo(() => `id${++ids}`, []);

/**
 * A view: heading, actions beside it, content. Sets the window's title; the heading gets the focus when the reader comes
 * from another view, so that a screen reader says where one is.
 * @param {{title: string, actions?: any, trail?: [string, string][], children?: any}} props trail: label and href of the
 *     views above this one
 */
export function Page({ title, actions, trail = [], children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${title} · Trawl`;
  }, [title]);
  useEffect(() => {
    if (document.documentElement.dataset.visited) {
      heading.current.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    document.documentElement.dataset.visited = 'yes';
  }, []);
  return html`<header class="page-head">
      <div class="head-title">
        ${trail.length > 0 && html`<${Trail} links=${trail} />`}
        <h1 tabindex="-1" ref=${heading}>${title}</h1>
      </div>
      ${actions && html`<div class="actions">${actions}</div>`}
    </header>
    ${children}`;
}

function Trail({ links }) {
  return html`<nav aria-label="Breadcrumb" class="trail">
    <ol>${links.map(([label, link]) => html`<li key=${link}><a href=${link}>${label}</a></li>`)}</ol>
  </nav>`;
}

/**
 * A table in a box of its own, which scrolls where it is too wide.
 * @param {{caption: string, columns: {label: string, render: (row: any) => any, numeric?: boolean,
 *     className?: string, blank?: (row: any) => boolean}[], rows: any[], empty?: any,
 *     rowKey?: (row: any, index: number) => any, stacked?: boolean}} props
 *     caption: for screen readers; columns: the cells of the first name their rows; blank: whether there is nothing worth
 *     a line of a card; empty: shown instead if there are no rows; rowKey: `row.id` or the index by default; stacked: on
 *     narrow screens each row becomes a card, its labels beside the values
 */
export function Table({ caption, columns, rows, empty, rowKey = idOrIndex, stacked = false }) {
  if (rows.length === 0 && empty) {
    return empty;
  }
  // Roles are said, since a table that is laid out as cards would lose them.
  return html`<div class="table-box" role="region" aria-label=${caption} tabindex="0">
    <table class=${stacked ? 'stacked' : ''} role="table">
      <caption class="visually-hidden">${caption}</caption>
      <thead role="rowgroup"><tr role="row">
        ${columns.map((column) => html`<th key=${column.label} scope="col" role="columnheader" class=${classOf(column)}>
          ${column.label}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">
        ${rows.map((row, index) => html`<${Row} key=${rowKey(row, index)} row=${row} columns=${columns} />`)}
      </tbody>
    </table>
  </div>`;
}

const idOrIndex = (row, index) => row.id ?? index;

const classOf = ({ numeric, className, blank }, row) =>
  [numeric && 'numeric', className, row && blank?.(row) && 'blank'].filter(Boolean).join(' ');

function Row({ row, columns }) {
  return html`<tr role="row">
    ${columns.map((column, index) => {
      const shared = { key: column.label, class: classOf(column, row), 'data-label': column.label };
      return index === 0
        ? html`<th ...${shared} scope="row" role="rowheader">${column.render(row)}</th>`
        : html`<td ...${shared} role="cell">${column.render(row)}</td>`;
    })}
  </tr>`;
}

/** That there is nothing, and what to do about it. @param {{title: string, children?: any}} props */
export function Empty({ title, children }) {
  return html`<div class="empty"><p class="empty-title">${title}</p>${children && html`<div>${children}</div>`}</div>`;
}

/** What went wrong, and a button to try again. @param {{error: Error, retry?: () => void}} props */
export function Failure({ error, retry }) {
  // That the session ended is said by the sign-in form, and not true any more when that is gone.
  if (error.status === 401) {
    return null;
  }
  return html`<div class="notice bad" role="alert">
    <p><strong>${error.title || 'Something went wrong'}</strong>${error.status ? ` (${error.status})` : ''}</p>
    ${(error.detail || !error.title) && html`<p>${error.detail || error.message}</p>`}
    ${retry && html`<p><button type="button" onClick=${() => retry()}>Try again</button></p>`}
  </div>`;
}

/** A remark in a box. @param {{kind?: 'ok' | 'warn' | 'bad' | 'info', children: any}} props */
export function Notice({ kind = 'info', children }) {
  return html`<div class=${`notice ${kind}`} role="status">${children}</div>`;
}

/**
 * Asks whether something is really meant. The focus stays inside, Escape cancels unless it is under way already, and
 * afterwards the focus is where it was.
 * @param {{title: string, message: any, action: string, danger?: boolean, onConfirm: () => any, onCancel: () => void}} props
 *     action: the button's words; onConfirm: may return a promise, whose error is shown; whoever shows the dialog takes
 *     it away when that is done; onCancel: also called when the session ends
 */
export function Confirm({ title, message, action, danger = false, onConfirm, onCancel }) {
  const [{ busy, error }, setState] = useState({ busy: false, error: null });
  const id = useId();
  const dialog = useModal(onCancel);
  const confirm = async () => {
    if (busy) {
      return;
    }
    setState({ busy: true, error: null });
    try {
      await onConfirm();
    } catch (failure) {
      setState({ busy: false, error: failure });
    }
  };
  const cancel = (event) => {
    event.preventDefault();
    busy || onCancel();
  };
  // Chromium closes a dialog by a second Escape in a row, whatever was made of the first.
  const closed = () => dialog.current && (busy ? dialog.current.showModal() : onCancel());
  return html`<dialog ref=${dialog} aria-labelledby=${id} onCancel=${cancel} onClose=${closed}>
    <h2 id=${id}>${title}</h2>
    <div class="dialog-text">${message}</div>
    ${error && html`<${Failure} error=${error} />`}
    <div class="actions end">
      <button type="button" disabled=${busy} onClick=${cancel}>Cancel</button>
      <button type="button" class=${danger ? 'danger' : 'primary'} aria-disabled=${busy ? 'true' : null} onClick=${confirm}>${action}</button>
    </div>
  </dialog>`;
}

/** The ref of a dialog that is above everything as long as it is there. */
function useModal(onCancel) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element.showModal();
    return () => element.close();
  }, []);
  // The sign-in form would be below it, where nothing can be reached.
  useEffect(() => {
    window.addEventListener('signed-out', onCancel);
    return () => window.removeEventListener('signed-out', onCancel);
  }, [onCancel]);
  return dialog;
}

/** A state in a word. @param {{kind?: 'ok' | 'warn' | 'bad' | 'info' | 'idle', children: any}} props */
export function Badge({ kind = 'idle', children }) {
  return html`<span class=${`badge ${kind}`}>${children}</span>`;
}

/** Names and values. @param {{items: [any, any][]}} props items that are null, undefined or false are left out */
export function Facts({ items }) {
  return html`<dl class="facts">
    ${items.filter(Boolean).map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/**
 * Parts of a view, each with an address of its own.
 * @param {{label: string, items: {label: string, href: string, current?: boolean}[]}} props label: of all of them
 */
export function Tabs({ label, items }) {
  return html`<nav class="tabs" aria-label=${label}>
    <ul>${items.map((item) => html`<li key=${item.href}>
      <a href=${item.href} aria-current=${item.current ? 'page' : null}>${item.label}</a></li>`)}</ul>
  </nav>`;
}

/**
 * A labelled control: `<${Field} label="Name" hint="For people"><input value=… /><//>`.
 * @param {{label: string, hint?: any, error?: string, children: any}} props children: one input, select or textarea, which
 *     gets an id, and what hint and error say as its description
 */
export function Field({ label, hint, error, children }) {
  const own = useId();
  const id = children.props.id || own;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || null;
  const control = h(children.type, {
    ...children.props,
    ref: children.ref,
    id,
    'aria-describedby': described,
    'aria-invalid': error ? 'true' : null,
  });
  return html`<div class=${error ? 'field wrong' : 'field'}>
    <label for=${id}>${label}</label>
    ${control}
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
  </div>`;
}

/** That something is being loaded; shown only if it takes a while. @param {{label?: string}} props */
export function Busy({ label = 'Loading' }) {
  return html`<p class="busy" role="status"><span class="spinner" aria-hidden="true"></span>${label}…</p>`;
}

/**
 * A link to a page that was crawled, in a window of its own; the text alone unless it is http or https, since `url` is
 * whatever a stranger wrote.
 * @param {{url: string, children?: any}} props children: instead of the URL itself
 */
export function External({ url, children }) {
  const text = html`<bdi>${children || url}</bdi>`;
  return /^https?:\/\//i.test(url)
    ? html`<a class="url" href=${url} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
    : html`<span class="url">${text}</span>`;
}

/** Has a screen reader say something that is to be seen elsewhere. @param {string} text */
export function announce(text) {
  document.getElementById('announcements').textContent = text;
}

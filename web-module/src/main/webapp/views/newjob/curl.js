/** The request as a command for a shell. */
import { html, useEffect, useState } from '../../lib/htm.js';
import { announce } from '../../ui.js';
import { curl } from './request.js';

const SAID_MS = 2000;

/** @param {{call: () => import('./form.js').Call}} props call: as it would be now */
export function CurlButton({ call }) {
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied && setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    setShown(true);
    // Where there is no clipboard, as by plain http, the command is there to be marked.
    const done = await (navigator.clipboard?.writeText(curl(call())).then(() => true, () => false) ?? false);
    setCopied(done);
    announce(done ? 'Copied' : 'The command is shown below');
  };
  return html`<button type="button" onClick=${copy}>${copied ? 'Copied' : 'Copy as curl'}</button>
    ${shown && html`<${Command} text=${curl(call())} />`}`;
}

/** As the form is now. */
function Command({ text }) {
  return html`<div class="curl"><p class="small muted">Put the token into <code>TRAWL_TOKEN</code> first.</p>
    <pre tabindex="0" aria-label="The command">${text}</pre></div>`;
}

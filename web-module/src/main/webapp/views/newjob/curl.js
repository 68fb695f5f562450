/** The request as a command for a shell. */
import { html, useState } from '../../lib/htm.js';
import { announce } from '../../ui.js';
import { curl } from './request.js';

/** @param {{request: () => Object}} props */
export function CurlButton({ request }) {
  const [shown, setShown] = useState(null);
  const copy = async () => {
    const command = curl(request());
    setShown(command);
    // Where there is no clipboard, as by plain http, the command is there to be marked.
    const copied = await (navigator.clipboard?.writeText(command).then(() => true, () => false) ?? false);
    announce(copied ? 'Copied' : 'The command is shown below');
  };
  return html`<button type="button" onClick=${copy}>Copy as curl</button>
    ${shown && html`<div class="curl"><p class="small muted">Put the token into <code>TRAWL_TOKEN</code> first.</p>
      <pre tabindex="0" aria-label="The command">${shown}</pre></div>`}`;
}

/** Signing in with the administrator's token. */
import { send } from '../api.js';
import { html, useEffect, useRef, useState } from '../lib/htm.js';
import { Failure, Field, Notice, Page } from '../ui.js';

/** @param {{ended: boolean, onSignedIn: () => void}} props ended: there was a session, which is no more */
export default function SignIn({ ended, onSignedIn }) {
  const [token, setToken] = useState('');
  const [{ busy, error }, setState] = useState({ busy: false, error: null });
  const input = useRef(null);
  const before = useRef(document.title);
  useEffect(() => () => (document.title = before.current), []);
  useEffect(() => input.current.focus(), [error]);
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true, error: null });
    try {
      await send('POST', 'session', { token: token.trim() });
      onSignedIn();
    } catch (failure) {
      setState({ busy: false, error: failure });
    }
  };
  const wrong = error && (error.status === 401 || error.status === 400);
  return html`<div class="sign-in"><${Page} title="Sign in">
    ${ended && html`<${Notice} kind="warn">Your session ended. Sign in again to go on where you were.<//>`}
    ${error && !wrong && html`<${Failure} error=${error} />`}
    <form class="card" onSubmit=${submit}>
      <${Field} label="Token" error=${wrong ? messageOf(error) : null}
          hint=${html`The administrator's token. It is in the file <code>admin.token</code> in the server's folder${' '}
            <code>TRAWL_DATA</code> (<code>./data</code> by default), unless <code>TRAWL_ADMIN_TOKEN</code>${' '}
            was set.`}>
        <input type="password" name="token" autocomplete="current-password" required ref=${input}
            value=${token} onInput=${(event) => setToken(event.target.value)} />
      <//>
      <button type="submit" class="primary" disabled=${busy}>Sign in</button>
    </form>
  <//></div>`;
}

const messageOf = (error) =>
  error.status === 401 ? 'This is not the token.' : error.errors[0]?.message || error.detail;

/** Starts the dashboard: who is there, which view, and what is around it. */
import { get, send } from './api.js';
import { html, render, useCallback, useEffect, useState } from './lib/htm.js';
import { useRoute } from './router.js';
import { Shell } from './shell.js';
import { Busy, Failure, Page } from './ui.js';
import SignIn from './views/signin.js';

/**
 * Whether the reader is signed in: `asking`, `in`, `out`, `ended` (was in, and is not any more), or `failed`.
 * @returns {{session: string, error: Error | null, signedIn: () => void, signOut: () => Promise<void>, ask: () => void}}
 */
function useSession() {
  const [{ session, error }, setState] = useState({ session: 'asking', error: null });
  const ask = useCallback(() => {
    get('session').then(
      () => setState({ session: 'in', error: null }),
      (failure) => setState({ session: failure.status === 401 ? 'out' : 'failed', error: failure }),
    );
  }, []);
  useEffect(() => {
    const ended = () => setState((now) => (now.session === 'in' ? { session: 'ended', error: null } : now));
    window.addEventListener('signed-out', ended);
    ask();
    return () => window.removeEventListener('signed-out', ended);
  }, []);
  const signedIn = () => {
    setState({ session: 'in', error: null });
    window.dispatchEvent(new Event('signed-in'));
    document.getElementById('main').focus();
  };
  const signOut = async () => {
    try {
      await send('DELETE', 'session');
    } catch (failure) {
      // A session that has ended already is what was wanted.
      if (failure.status !== 401) {
        throw failure;
      }
    }
    setState({ session: 'out', error: null });
  };
  return { session, error, signedIn, signOut, ask };
}

function App() {
  const { session, error, signedIn, signOut, ask } = useSession();
  const route = useRoute();
  const isIn = session === 'in';
  return html`<${Shell} route=${route} signOut=${isIn ? signOut : null}>
    ${session === 'asking' && html`<${Busy} label="Starting" />`}
    ${session === 'failed' && html`<${Page} title="Trawl"><${Failure} error=${error} retry=${ask} /><//>`}
    ${(session === 'out' || session === 'ended') &&
    html`<${SignIn} ended=${session === 'ended'} onSignedIn=${signedIn} />`}
    ${(isIn || session === 'ended') &&
    // What was being written when the session ended is still there after the next one has begun.
    html`<div hidden=${!isIn}><${View} key=${route.view + JSON.stringify(route.params)} route=${route} /></div>`}
  <//>`;
}

/** The view of a route, which is loaded when it is first needed. */
function View({ route }) {
  const [{ component, error }, setState] = useState({ component: null, error: null });
  useEffect(() => {
    if (route.view) {
      import(`./views/${route.view}.js`).then(
        (module) => setState({ component: module.default, error: null }),
        (failure) => setState({ component: null, error: failure }),
      );
    }
  }, [route.view]);
  if (!route.view) {
    return html`<${Page} title="Not found"><p>There is nothing at this address. <a href="#/jobs">All jobs</a></p><//>`;
  }
  if (error) {
    return html`<${Page} title="Not loaded">
      <${Failure} error=${error} retry=${() => window.location.reload()} /><//>`;
  }
  return component
    ? html`<${component} params=${route.params} query=${route.query} path=${route.path} />`
    : html`<${Busy} />`;
}

render(html`<${App} />`, document.getElementById('app'));

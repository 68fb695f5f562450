/** What is around every view: name, navigation, theme, and the way out. */
import { sentence } from './format.js';
import { html, useEffect, useState } from './lib/htm.js';
import { Failure } from './ui.js';

/** Label, address, and the views at which it is the current one. */
const PLACES = [
  ['Jobs', '#/jobs', ['jobs', 'newjob', 'job', 'page']],
  ['Hosts', '#/hosts', ['hosts', 'host']],
  ['Cluster', '#/cluster', ['cluster']],
  ['Dead letters', '#/dead-letters', ['deadletters']],
];

/** @param {{route: {view: string}, signOut: (() => Promise<void>) | null, children: any}} props signOut: null if nobody is in */
export function Shell({ route, signOut, children }) {
  const [error, setError] = useState(null);
  useEffect(() => setError(null), [route.path, signOut === null]);
  const leave = () => signOut().then(() => setError(null), setError);
  return html`<a class="skip" href="#main" onClick=${skip}>Skip to content</a>
    <header class="top">
      <a class="brand" href="#/jobs"><img src="favicon.svg" alt="" width="24" height="24" />Trawl</a>
      ${signOut && html`<nav aria-label="Main" class="places">
        <ul>${PLACES.map(([label, link, views]) => html`<li key=${link}>
          <a href=${link} aria-current=${views.includes(route.view) ? 'page' : null}>${label}</a></li>`)}</ul>
      </nav>`}
      <div class="top-end">
        <${ThemeButton} />
        ${signOut && html`<button type="button" class="plain" onClick=${leave}>Sign out</button>`}
      </div>
    </header>
    <main id="main" tabindex="-1">${signOut && error && html`<${Failure} error=${error} retry=${leave} />`}${children}</main>`;
}

/** By script, since what is behind the # is the route. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

const THEMES = { system: 'dark', dark: 'light', light: 'system' };

/** Goes round the system's theme, dark and light. */
function ThemeButton() {
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme || 'system');
  useEffect(() => keep(theme), [theme]);
  return html`<button type="button" class="plain" title="Change the colours" onClick=${() => setTheme(THEMES[theme])}>
    <${HalfMoon} /><span class="theme-word">Theme:</span> ${sentence(theme)}
  </button>`;
}

/** Where there is no room for the word. */
function HalfMoon() {
  return html`<svg class="theme-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <circle cx="8" cy="8" r="6.5" /><path d="M8 1.5a6.5 6.5 0 0 1 0 13z" /></svg>`;
}

function keep(theme) {
  const root = document.documentElement;
  if (theme === 'system') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = theme;
  }
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Then it holds until the page is left.
  }
  window.dispatchEvent(new Event('theme'));
}

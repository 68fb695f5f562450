import { html } from '../lib/htm.js';

/**
 * How much of something is used, as a bar and in words.
 * @param {{label: string, value: number, max: number, text: string}} props label: for screen readers
 */
export function Meter({ label, value, max, text }) {
  // From four fifths on it is high, which is bad where little is best: the browser paints it so.
  const high = max * 0.8;
  return html`<span class="meter">
    <meter aria-label=${label} min="0" max=${max} low=${high} high=${high} optimum="0" value=${value}></meter>
    <span>${text}</span></span>`;
}

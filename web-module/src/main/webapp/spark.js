/** A line without axes, as large as a word. */
import { html } from './lib/htm.js';

const WIDTH = 96;
const HEIGHT = 24;

/**
 * @param {{values: number[], label: string}} props values: two or more, oldest first, none below 0; label: says the same
 *     in words
 */
export function Spark({ values, label }) {
  const top = Math.max(...values, Number.MIN_VALUE);
  const step = WIDTH / (values.length - 1);
  const y = (value) => HEIGHT - 2 - (value / top) * (HEIGHT - 4);
  const points = values.map((value, i) => `${(i * step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return html`<svg class="spark" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} width=${WIDTH} height=${HEIGHT} role="img" aria-label=${label}>
    <polygon points=${`0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}`} />
    <polyline points=${points} />
  </svg>`;
}

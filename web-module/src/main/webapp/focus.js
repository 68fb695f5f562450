/** Where the focus goes when what had it is gone. */
import { useLayoutEffect, useRef } from './lib/htm.js';

/**
 * A place that gets the focus when a rendering takes away what had it: a button that has done its work, or a link to what
 * is shown instead. Else it would be nowhere, a screen reader silent, and the next Tab at the start of the page.
 * @returns {{current: HTMLElement | null}} the `ref` of an element with a `tabindex`
 */
export function useRefuge() {
  const refuge = useRef(null);
  const before = document.activeElement;
  useLayoutEffect(() => {
    if (before && !before.isConnected && document.activeElement === document.body) {
      refuge.current?.focus({ preventScroll: true });
    }
  });
  return refuge;
}

/** A job's events as they happen, over interruptions of whatever kind. */
import { get, url } from './api.js';

const SHORTEST = 1000;
const LONGEST = 30_000;

/**
 * Listens to a job's events until it is told to stop, or the job has ended. EventSource reconnects by itself after most
 * interruptions; where it gives up, the connection is made anew, each time after twice the pause. While the window is
 * hidden there is none: browsers allow six to a server, over all windows. Nor is there one without a session.
 * @param {string} id of the job
 * @param {{connection: (how: 'connecting' | 'live' | 'reconnecting' | 'paused' | 'ended' | 'gone') => void,
 *     state: (data: {state: string, reason: string | null}) => boolean, counters: (data: Object) => void,
 *     page: (data: Object) => void}} heard state: returns whether that is the end; gone: there is no such job any more
 * @returns {() => void} stops it
 */
export function listen(id, heard) {
  const stream = new Stream(id, heard);
  return () => stream.end();
}

class Stream {
  constructor(id, heard) {
    this.id = id;
    this.heard = heard;
    this.pause = SHORTEST;
    this.life = new AbortController();
    const { signal } = this.life;
    const resume = () => (document.hidden ? this.rest() : this.open('reconnecting'));
    document.addEventListener('visibilitychange', resume, { signal });
    window.addEventListener('signed-out', () => this.rest(), { signal });
    window.addEventListener('signed-in', resume, { signal });
    if (document.hidden) {
      this.rest();
    } else {
      this.open('connecting');
    }
  }

  open(how) {
    this.close();
    this.heard.connection(how);
    const source = new EventSource(url(`jobs/${this.id}/events`));
    this.source = source;
    source.onopen = () => {
      this.pause = SHORTEST;
      this.heard.connection('live');
    };
    source.onerror = () => this.interrupted(source);
    source.addEventListener('state', (event) => this.heard.state(JSON.parse(event.data)) && this.end('ended'));
    source.addEventListener('counters', (event) => this.heard.counters(JSON.parse(event.data)));
    source.addEventListener('page', (event) => this.heard.page(JSON.parse(event.data)));
  }

  interrupted(source) {
    this.heard.connection('reconnecting');
    if (source.readyState === EventSource.CLOSED) {
      this.later();
    }
  }

  later() {
    this.close();
    this.timer = setTimeout(() => this.again(), this.pause);
    this.pause = Math.min(LONGEST, 2 * this.pause);
  }

  /** EventSource does not tell why it gave up: an ordinary call does, and whether it is worth going on. */
  async again() {
    const timer = this.timer;
    try {
      await get(`jobs/${this.id}`, { seeds: 0 });
    } catch (error) {
      if (timer === this.timer) {
        error.status === 404 ? this.end('gone') : this.later();
      }
      return;
    }
    if (timer === this.timer) {
      this.open('reconnecting');
    }
  }

  rest() {
    this.close();
    this.heard.connection('paused');
  }

  close() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.source?.close();
  }

  /** @param {string} [how] said if it ends by itself */
  end(how) {
    this.life.abort();
    this.close();
    if (how) {
      this.heard.connection(how);
    }
  }
}

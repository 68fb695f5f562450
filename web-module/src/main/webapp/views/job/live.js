/** A job as it is now: from its events, with its history before them. */
import { raw } from '../../api.js';
import { listen } from '../../events.js';
import { useEffect, useRef, useState } from '../../lib/htm.js';
import { add, rates, samplesOf, skewOf } from './history.js';
import { isActive, isFinal } from './job.js';

const RENDER_EVERY = 250;
const SAMPLE_EVERY = 2000;
const RATE_SAMPLES = 6;
const LATEST_PAGES = 10;

/**
 * Follows a job.
 * @param {{id: string, state: string, counters: Object} | undefined} job as it was loaded; nothing is heard before
 * @param {() => void} changed called when its state has become another one
 * @returns {{state: string, reason: string | null, counters: Object, connection: string, samples: Object[],
 *     pages: Object[], rate: {pages: number, bytes: number} | null}} samples: bounded, oldest first; pages: the latest ten,
 *     newest first; rate: over the last seconds, null if it does not run
 */
export function useLive(job, changed) {
  const [, setVersion] = useState(0);
  const live = useRef(null);
  useEffect(() => {
    if (!job) {
      return undefined;
    }
    live.current = new Live(job, () => setVersion((version) => version + 1), changed);
    return () => live.current.end();
  }, [job && job.id]);
  useEffect(() => live.current?.loaded(job), [job]);
  return live.current || (job && { ...job, connection: 'connecting', samples: [], pages: [], rate: null });
}

async function historyOf(id) {
  const answer = await raw(`jobs/${id}/history`);
  return { skew: skewOf(answer), samples: samplesOf(await answer.json()) };
}

/** Its fields are what is shown; all of them are bounded, however long it lives. */
class Live {
  constructor(job, render, changed) {
    this.id = job.id;
    this.render = render;
    this.changed = changed;
    this.connection = 'connecting';
    this.samples = [];
    this.pages = [];
    this.came = [];
    this.rate = null;
    this.skew = 0;
    this.finished = false;
    if (!isFinal(job)) {
      this.stop = listen(job.id, this.ears());
      this.ticker = setInterval(() => this.sample(), SAMPLE_EVERY);
    }
    this.loaded(job);
  }

  /** What a call of REST said, which is the truth, be it older than an event by a moment. */
  loaded({ state, reason, counters }) {
    this.stand({ state, reason });
    this.soon({ counters });
    if (isFinal(this)) {
      this.finish('ended');
    }
  }

  /** Once, be it events or REST that tell it first. The end of the charts is in the history. */
  finish(how) {
    if (this.finished) {
      return;
    }
    this.finished = true;
    this.stop?.();
    clearInterval(this.ticker);
    this.soon({ connection: how, rate: null, pages: this.came });
    if (how === 'ended') {
      this.recall();
    }
  }

  ears() {
    return {
      connection: (how) => this.connected(how),
      state: (data) => this.become(data),
      counters: (counters) => this.soon({ counters }),
      page: (page) => this.fetched(page),
    };
  }

  /** One that was heard before an interruption may be heard again after it. */
  fetched(page) {
    const others = this.came.filter((one) => one.id !== page.id);
    this.came = [{ ...page, at: Date.now() }, ...others].slice(0, LATEST_PAGES);
  }

  connected(how) {
    if (how === 'ended' || how === 'gone') {
      this.finish(how);
      return;
    }
    const back = how === 'live' && this.connection !== 'live';
    this.soon({ connection: how });
    // What happened meanwhile is in the history alone.
    if (back) {
      this.recall();
    }
  }

  become(data) {
    if (this.stand(data)) {
      this.changed();
    }
    return isFinal(data);
  }

  /** Shown at once, as it tells what may be done with the job. Returns whether it is another state. */
  stand({ state, reason }) {
    const isNew = state !== this.state;
    Object.assign(this, { state, reason });
    this.render();
    return isNew;
  }

  /** Without a history there are charts all the same, from now on. */
  async recall() {
    const history = await historyOf(this.id).catch(() => null);
    if (history && !this.ended) {
      this.soon(history);
    }
  }

  /** The list of pages too changes no faster, or nobody could read it. */
  sample() {
    if (this.connection !== 'live') {
      return;
    }
    this.pages = this.came;
    const samples = isActive(this) ? add(this.samples, this.counted()) : this.samples;
    this.soon({ samples, rate: this.rateOf(samples) });
  }

  /** By the server's clock, as samples of the history are. */
  counted() {
    return { ...this.counters, at: Date.now() + this.skew };
  }

  rateOf(samples) {
    if (!isActive(this)) {
      return null;
    }
    const recent = samples.slice(-RATE_SAMPLES);
    return rates([recent[0], recent[recent.length - 1]])[0] || null;
  }

  /** Changes something, and has it shown: at most four times a second, and once a frame. */
  soon(change) {
    Object.assign(this, change);
    this.timer ??= setTimeout(() => {
      this.frame = requestAnimationFrame(() => {
        this.timer = undefined;
        this.render();
      });
    }, RENDER_EVERY);
  }

  end() {
    this.ended = true;
    this.stop?.();
    clearInterval(this.ticker);
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }
}

/** What a job is called, where only its id is known. */
import { get } from '../../api.js';
import { html, useEffect, useRef, useState } from '../../lib/htm.js';
import { href } from '../../router.js';
import { useLoad } from '../../ui.js';
import { nameOf } from './job.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const nameOfJob = async (id, signal) => nameOf(await get(`jobs/${id}`, { seeds: 1 }, signal));

/** @param {string | undefined} id @returns {string | undefined} undefined as long as it is not known */
export function useJobName(id) {
  const load = async (signal) => (id ? nameOfJob(id, signal) : undefined);
  return useLoad(load, [id]).data;
}

/**
 * The names of many, each asked for once, however often it is among them.
 * @param {(string | null)[]} ids or what others call so
 * @returns {Map<string, string | null>} null where there is no such job; without those that are not known
 */
export function useJobNames(ids) {
  const [names, setNames] = useState(new Map());
  const asked = useRef(new Set());
  const learn = (id, name) => setNames((now) => new Map(now).set(id, name));
  const ask = (id) => {
    asked.current.add(id);
    nameOfJob(id).then(
      (name) => learn(id, name),
      // After any other failure it is asked for again with the next one that comes.
      (error) => (error.status === 404 ? learn(id, null) : asked.current.delete(id)),
    );
  };
  const wanted = [...new Set(ids)].filter((id) => ID.test(id));
  useEffect(() => wanted.filter((id) => !asked.current.has(id)).forEach(ask), [wanted.join()]);
  return names;
}

/** To a job, by its name as soon as that is known. @param {{id: string}} props */
export function JobLink({ id }) {
  const name = useJobName(id);
  return html`<a class=${name ? 'url' : 'mono'} href=${href(`/jobs/${id}`)}><bdi>${name || id}</bdi></a>`;
}

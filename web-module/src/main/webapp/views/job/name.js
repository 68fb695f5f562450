/** What a job is called, where only its id is known. */
import { get } from '../../api.js';
import { html } from '../../lib/htm.js';
import { href } from '../../router.js';
import { useLoad } from '../../ui.js';
import { nameOf } from './job.js';

/** @param {string | undefined} id @returns {string | undefined} undefined as long as it is not known */
export function useJobName(id) {
  const load = async (signal) => (id ? nameOf(await get(`jobs/${id}`, { seeds: 1 }, signal)) : undefined);
  return useLoad(load, [id]).data;
}

/** To a job, by its name as soon as that is known. @param {{id: string}} props */
export function JobLink({ id }) {
  const name = useJobName(id);
  return html`<a class=${name ? 'url' : 'mono'} href=${href(`/jobs/${id}`)}><bdi>${name || id}</bdi></a>`;
}

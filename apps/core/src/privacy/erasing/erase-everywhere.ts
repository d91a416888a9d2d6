import { forgetExport } from '../clear-exports.js';
import type { Ended, JobAtWork, JobParts } from '../run-privacy-jobs.js';
import { erasePerson } from './erase-person.js';
import { isErased } from './is-erased.js';

/**
 * Erases a person in every place, the database first: from then on nothing brings it back, and what is left to do is written down with it. Each
 * step may be repeated.
 */
export const eraseEverywhere = async (parts: JobParts, job: JobAtWork): Promise<Ended> => {
  const work = job.work !== null && 'hashes' in job.work ? job.work : await erasePerson(parts, job);
  if (work === undefined)
    return { problem: 'This person is no more: erased, or joined with another since it was asked for.' };
  await forgetExports(parts, work.persons);
  const needed = await parts.files.erase(work.blobs);
  const hashes = new Set(work.hashes);
  const erased = await parts.bus.erase({
    blobs: work.files.filter((sha256) => !needed.has(sha256)),
    matches: (_, event) => isErased(event, hashes),
  });
  return {
    report: [
      { store: 'postgres', count: work.counts.messages },
      { store: 'blobs', count: work.blobs.length },
      { store: 'search', count: work.counts.words },
      { store: 'quarantine', count: work.counts.quarantined },
      { store: 'inbound', count: erased.inbound },
      { store: 'outbound', count: erased.outbound },
      { store: 'dead', count: erased.dead },
      { store: 'bus-blobs', count: erased.blobs },
      { store: 'webhook-log', count: work.counts.webhooks ?? 0 },
    ],
  };
};

/** What was put together of them for somebody is theirs, too. */
const forgetExports = async (parts: JobParts, persons: readonly string[]): Promise<void> => {
  const made = (await parts.dataSource.query(
    'select id, file from privacy_job where person_id = any($1::uuid[]) and file is not null',
    [persons],
  )) as { id: string; file: string }[];
  for (const one of made) await forgetExport(parts, one);
};

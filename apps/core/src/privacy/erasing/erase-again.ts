import { exactly } from '../../paging/json-times.js';
import type { JobParts } from '../run-privacy-jobs.js';
import { isErased } from './is-erased.js';

/** Takes from the bus, and from core's own storage, what came again of somebody who was erased. */
export const eraseAgain = async ({
  dataSource,
  bus,
  files,
}: Pick<JobParts, 'dataSource' | 'bus' | 'files'>): Promise<void> => {
  const came = (await dataSource.query(
    `select encode(hash, 'hex') as hash, blobs, ${exactly('at')} as at from erased_again order by erased_again.at limit 1000`,
  )) as { hash: string; blobs: string[]; at: string }[];
  if (came.length === 0) return;
  const hashes = came.map(({ hash }) => hash);
  const known = new Set(hashes);
  const blobs = [...new Set(came.flatMap((one) => one.blobs))];
  const needed = await files.erase(blobs);
  await bus.erase({
    blobs: blobs.filter((sha256) => !needed.has(sha256)),
    matches: (_, event) => isErased(event, known),
  });
  await dataSource.query(
    `delete from erased_again a using unnest($1::text[], $2::text[]::timestamptz[]) done(hash, at)
     where a.hash = decode(done.hash, 'hex') and a.at <= done.at`,
    [hashes, came.map(({ at }) => at)],
  );
};

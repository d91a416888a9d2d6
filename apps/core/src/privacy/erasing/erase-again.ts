import type { JobParts } from '../run-privacy-jobs.js';
import { isErased } from './is-erased.js';

/** Takes from the bus what came again of somebody who was erased; false where nothing did. */
export const eraseAgain = async ({
  dataSource,
  bus,
}: Pick<JobParts, 'dataSource' | 'bus'>): Promise<boolean> => {
  const came = (await dataSource.query(
    `select encode(hash, 'hex') as hash, blobs, at from erased_again order by at limit 1000`,
  )) as { hash: string; blobs: string[]; at: Date }[];
  if (came.length === 0) return false;
  const hashes = new Set(came.map(({ hash }) => hash));
  await bus.erase({
    blobs: await unheld(dataSource, came.flatMap(({ blobs }) => blobs)), // prettier-ignore
    matches: (_, event) => isErased(event, hashes),
  });
  await dataSource.query(
    `delete from erased_again a using unnest($1::text[], $2::timestamptz[]) done(hash, at) where a.hash = decode(done.hash, 'hex') and a.at <= done.at`,
    [[...hashes], came.map(({ at }) => at)],
  );
  return true;
};

/** What somebody else's message needs as well stays on the bus until core has it. */
const unheld = async (dataSource: JobParts['dataSource'], blobs: readonly string[]): Promise<string[]> => {
  const rows = (await dataSource.query(
    `select sha256 from unnest($1::text[]) b(sha256) where not exists (select from blob where blob.sha256 = b.sha256)`,
    [blobs],
  )) as { sha256: string }[];
  return rows.map(({ sha256 }) => sha256);
};

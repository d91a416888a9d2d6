import type { JobAtWork, JobParts } from './run-privacy-jobs.js';

/** Takes away the files of exports that are over. The bytes go first: who dies in between finds the row again. */
export const clearExports = async ({
  dataSource,
  blobs,
}: Pick<JobParts, 'dataSource' | 'blobs'>): Promise<void> => {
  const over = (await dataSource.query(
    `select id, file from privacy_job where file is not null and expires_at < now()`,
  )) as { id: string; file: string }[];
  const failed: unknown[] = [];
  for (const one of over)
    await forgetExport({ dataSource, blobs }, one).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, 'Exports that are over could not be deleted');
};

/** A file that its job did not come to name, and that no other worker is about to. */
export const forgetUnnamed = async (
  { dataSource, blobs }: Pick<JobParts, 'dataSource' | 'blobs'>,
  { id, token }: Pick<JobAtWork, 'id' | 'token'>,
  file: string,
): Promise<void> => {
  const named = (await dataSource.query(
    `select from privacy_job where file = $1 or (id = $2 and state = 'running' and beat_token <> $3)`,
    [file, id, token],
  )) as unknown[];
  if (named.length === 0) await blobs.delete(file);
};

/** And of exports whose person was erased while they were made: what erases them and what makes them look for each other, whoever comes last. */
export const forgetOrphans = async ({
  dataSource,
  blobs,
}: Pick<JobParts, 'dataSource' | 'blobs'>): Promise<void> => {
  const orphans = (await dataSource.query(
    `select id, file from privacy_job j where file is not null and not exists (select from person p where p.id = j.person_id)`,
  )) as { id: string; file: string }[];
  for (const orphan of orphans) await forgetExport({ dataSource, blobs }, orphan);
};

export const forgetExport = async (
  { dataSource, blobs }: Pick<JobParts, 'dataSource' | 'blobs'>,
  { id, file }: { id: string; file: string },
): Promise<void> => {
  await blobs.delete(file);
  await dataSource.query(
    `update privacy_job set file = null, bytes = null, expires_at = null, link_hash = null, link_expires_at = null where id = $1`,
    [id],
  );
};

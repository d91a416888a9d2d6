import type { JobParts } from './run-privacy-jobs.js';

/** Takes away the files of exports that are over. The bytes go first: who dies in between finds the row again. */
export const clearExports = async ({
  dataSource,
  blobs,
}: Pick<JobParts, 'dataSource' | 'blobs'>): Promise<void> => {
  const over = (await dataSource.query(
    `select id, file from privacy_job where file is not null and expires_at < now()`,
  )) as { id: string; file: string }[];
  for (const { id, file } of over) await forgetExport({ dataSource, blobs }, { id, file });
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

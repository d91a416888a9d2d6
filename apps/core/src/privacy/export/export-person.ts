import type { Ended, JobAtWork, JobParts, Progress } from '../run-privacy-jobs.js';
import { writeArchive } from './write-archive.js';

/** Puts everything of a person into one file of the blob storage. */
export const exportPerson = async (
  { dataSource, blobs }: Pick<JobParts, 'dataSource' | 'blobs'>,
  { askedAt, ...exported }: JobAtWork,
  progress: Progress,
): Promise<Ended> => {
  progress.done = 0;
  const step = () => (progress.done += 1);
  const archive = await writeArchive({ dataSource, blobs, step, askedAt }, exported);
  if (archive === undefined)
    return { problem: 'This person is no more: erased, or joined with another since it was asked for.' };
  progress.total = archive.total;
  const file = await blobs.put(archive.stream);
  return {
    file,
    report: [
      { store: 'postgres', count: archive.counts.messages },
      { store: 'blobs', count: archive.counts.files },
    ],
  };
};

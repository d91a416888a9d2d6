import { PermanentError } from '@filo/bus';

/** `ab/abcdef…`: the name of a blob in a folder and in a bucket, so that one can be copied into the other. */
export const blobKey = (sha256: string): string => {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new PermanentError('blob-missing', 'This is not the name of a blob.');
  return `${sha256.slice(0, 2)}/${sha256}`;
};

export const blobMissing = (sha256: string, cause?: unknown): PermanentError =>
  new PermanentError('blob-missing', `The blob ${sha256} is not in the store.`, { cause });

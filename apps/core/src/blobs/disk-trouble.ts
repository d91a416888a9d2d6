import { TemporaryError } from '@filo/bus';

/** Of the disk, the folder or this process; others, as of a connection that brought the content, mean something else. */
const codes = new Set(
  'EACCES EDQUOT EEXIST EIO EMFILE ENFILE ENOENT ENOSPC ENOTDIR EPERM EROFS ESTALE'.split(' '),
);

/** A full or broken disk is nobody's fault among those who wait: its errors become temporary, others stay what they are. */
export const diskTrouble = (folder: string, cause: unknown): unknown => {
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (!codes.has(code)) return cause;
  return new TemporaryError(
    `The blob folder ${folder} cannot be used (${code === 'ENOSPC' ? 'the disk is full' : code}). Nothing is lost: ` +
      'what comes in waits on the bus; free the disk, or let Filo read and write there.',
    { cause },
  );
};

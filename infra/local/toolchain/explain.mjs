// Turns what the system says into what a person can do.

const explanations = [
  [
    /ENOSPC|no space left/i,
    'The disk is full. What Filo has stored is safe; free some space and start again.',
  ],
  [/EDQUOT/i, 'Your disk quota is used up. Free some space and start again.'],
  [
    /ENOTFOUND|EAI_AGAIN|Could not resolve|Temporary failure resolving|ECONNREFUSED.*registry|network (request|timeout)|ERR_PNPM_META_FETCH_FAIL|ERR_SOCKET_TIMEOUT/i,
    'The network cannot be reached. The first start needs a network; later ones do not. Check name resolution (DNS) and proxy, then start again.',
  ],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE|frozen-lockfile/i,
    'package.json and pnpm-lock.yaml do not fit each other. Restore both from git, or run "npx pnpm install" if you changed one on purpose.',
  ],
  [
    /EACCES|EPERM|permission denied/i,
    'This user may not write there. Did another user (root?) start Filo here before? Give the folder back with chown, or choose another data folder with FILO_DATA.',
  ],
  [/EROFS/i, 'The file system is read-only. Choose another data folder with FILO_DATA.'],
  [/EMFILE|ENFILE/i, 'Too many open files. Raise the limit (ulimit -n 4096) and start again.'],
];

/** The advice that belongs to an error, or nothing. */
export function explain(error) {
  const text = [error?.code, error?.message, error?.output, error?.cause?.message, error?.cause?.code].join(
    '\n',
  );
  return explanations.find(([pattern]) => pattern.test(text))?.[1];
}

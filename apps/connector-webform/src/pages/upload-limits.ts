const mb = 1024 * 1024;

/** What one submission may carry. Everything above is refused with 413 before it is stored. */
export const uploadLimits = {
  fileBytes: 25 * mb,
  totalBytes: 100 * mb,
  files: 10,
  textBytes: 1 * mb,
} as const;

export const inMb = (bytes: number): number => Math.floor(bytes / mb);

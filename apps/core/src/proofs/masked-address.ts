/**
 * An address as its owner knows it again and nobody else learns it: `m…@e….org`. It stands in mail to another address, whose
 * owner may be a stranger.
 */
export const maskedAddress = (key: string): string => {
  const at = key.lastIndexOf('@');
  if (at < 1) return `${first(key)}…`;
  const labels = key.slice(at + 1).split('.');
  const end = labels.length > 1 ? `.${labels.at(-1)!}` : '';
  return `${first(key)}…@${first(labels[0]!)}…${end}`;
};

const first = (text: string): string => [...text][0] ?? '';

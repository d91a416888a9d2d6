/**
 * An address as its owner knows it again and nobody else learns it: `m…@e….org`. It stands in mail to another address, whose
 * owner may be a stranger.
 */
export const maskedAddress = (key: string): string => {
  if (key.lastIndexOf('@') < 1) return `${first(key)}…`;
  const { local, domain } = maskedParts(key);
  return `${local}@${domain}`;
};

/** Both sides of the @ of a mail address, masked. */
export const maskedParts = (address: string): { local: string; domain: string } => {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  const end = labels.length > 1 ? `.${labels.at(-1)!}` : '';
  return { local: `${first(address)}…`, domain: `${first(labels[0]!)}…${end}` };
};

const first = (text: string): string => [...text][0] ?? '';

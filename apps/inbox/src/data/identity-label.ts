import type { IdentityView } from '@filo/contracts/http';

/** An address as people know it: a handle where the key is only a number of the platform. */
export const identityLabel = ({ handle, key }: Pick<IdentityView, 'handle' | 'key'>): string => handle ?? key;

/** Addresses that are read as they are: the key says all, or stands in a network that has no name. */
const plain: readonly string[] = ['mail', 'phone', 'site', 'part'];
export const isPlainAddress = (kind: string): boolean => plain.includes(kind);

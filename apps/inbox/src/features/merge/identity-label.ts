import type { IdentityView } from '@filo/contracts/http';

/** An address as people know it: a handle where the key is only a number of the platform. */
export const identityLabel = ({ handle, key }: Pick<IdentityView, 'handle' | 'key'>): string => handle ?? key;

import type { IdentityView } from '@filo/contracts/http';

/** What somebody is called whose person is not asked for. */
export const identityName = ({ name, handle, key }: Pick<IdentityView, 'name' | 'handle' | 'key'>): string =>
  name ?? handle ?? key;

import type { ConnectedAccount } from '@filo/contracts';
import { v7 } from 'uuid';

/** A valid account as its connector reads it. */
export const anAccount = (over: Partial<ConnectedAccount> = {}): ConnectedAccount => ({
  v: 1,
  accountId: v7(),
  channel: 'email',
  address: 'support@example.com',
  state: 'active',
  settings: {},
  version: 1,
  ...over,
});

import type { ConnectedAccount } from '@filo/contracts';

/** Older than what the account was asked to import as work. */
export const history = (sortAt: string, { importSince }: Pick<ConnectedAccount, 'importSince'>): boolean =>
  importSince !== undefined && Date.parse(sortAt) < Date.parse(importSince);

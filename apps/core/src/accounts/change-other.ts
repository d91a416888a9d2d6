import type { AccountPatch, AccountView } from '@filo/contracts/http';
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../http/domain-error.js';
import type { ChangedSettings } from './change-servers.js';

/**
 * Settings and secrets of an account after a change, where its connector alone knows what they mean. Nobody else can tell
 * where a secret goes, so other settings need each stored one given again, or taken away. Undefined: nothing changes.
 */
export const changeOther = (
  account: Pick<AccountView, 'settings' | 'secretsSet'>,
  { settings = account.settings, secrets = {} }: Pick<AccountPatch, 'settings' | 'secrets'>,
): ChangedSettings | undefined => {
  const given = Object.entries(secrets).filter((pair): pair is [string, string] => pair[1] !== null);
  const gone = Object.keys(secrets);
  const moved = !isDeepStrictEqual(settings, account.settings);
  if (!moved && gone.length === 0) return undefined;
  const needed = moved ? account.secretsSet.filter((name) => !gone.includes(name)) : [];
  if (needed.length > 0) {
    throw new DomainError(
      'invalid-request',
      `Nothing was changed: give ${needed.join(', ')} again, because with other settings it might go elsewhere. Filo cannot read what is stored, only the connector can.`,
      { errors: needed.map((name) => ({ path: `secrets.${name}`, message: 'Needed again' })) },
    );
  }
  return { settings, secrets: Object.fromEntries(given), gone };
};

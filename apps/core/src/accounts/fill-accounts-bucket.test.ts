import { PermanentError, type Bus } from '@filo/bus';
import { anAccount } from '@filo/testing';
import type { DataSource } from 'typeorm';
import { ConnectorNames } from './connector-names.js';
import { FillAccountsBucket } from './fill-accounts-bucket.js';

test('an account that is made while the bucket is being filled stays in it, and one that is gone leaves it', async () => {
  const [kept, gone, made] = [anAccount(), anAccount(), anAccount()];
  const bucket = new Map<string, unknown>([[gone.accountId, gone]]);
  const bus = {
    bucket: () =>
      Promise.resolve({
        keys: () => Promise.resolve([...bucket.keys()]),
        get: () => Promise.resolve(undefined),
        create: (key: string, value: unknown) =>
          bucket.has(key)
            ? Promise.reject(new PermanentError('key-exists', key))
            : Promise.resolve(void bucket.set(key, value)),
        delete: (key: string) => Promise.resolve(void bucket.delete(key)),
      }),
  } as unknown as Bus;
  const dataSource = {
    query: () => {
      const { settings, ...account } = kept;
      // Another process stores an account after our look at the table, and tells the connector.
      bucket.set(made.accountId, made);
      return Promise.resolve([{ account, settings }]);
    },
  } as unknown as DataSource;
  const fill = new FillAccountsBucket(dataSource, bus, new ConnectorNames({ FILO_CHANNEL_CONNECTORS: [] }));
  expect(await fill.run({ connector: 'email' })).toEqual({ accounts: 1 });
  expect([...bucket.keys()].sort()).toEqual([kept.accountId, made.accountId].sort());
});

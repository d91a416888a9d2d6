import { provision, removeProvisioned, type BusOptions, type ProvisionOptions } from '@filo/bus';
import { randomBytes } from 'node:crypto';
import { testNats } from './test-nats.js';

export interface FreshPrefix {
  prefix: string;
  /** Options for `connectBus` and `natsMicroservice` on the provisioned streams. */
  busOptions(service?: string): BusOptions;
  /** Removes the streams; call it in `afterAll`. */
  remove(): Promise<void>;
}

/** Streams, consumers and buckets of one test file's own on the shared server. */
export async function freshPrefix(
  options: Pick<ProvisionOptions, 'connectors' | 'leaseTtlMs' | 'monitorUrl'> = {},
): Promise<FreshPrefix> {
  const { monitorUrl, ...nats } = await testNats();
  const prefix = `t${randomBytes(6).toString('hex')}`;
  await provision({ ...nats, monitorUrl, ...options, streamPrefix: prefix });
  return {
    prefix,
    busOptions: (service = 'test') => ({ ...nats, service, streamPrefix: prefix }),
    remove: () => removeProvisioned({ ...nats, streamPrefix: prefix }),
  };
}

import { JetStreamApiCodes, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { isDeepStrictEqual } from 'node:util';
import { PermanentError } from '../errors.js';
import type { WantedConsumer, WantedStream } from './topology.js';

export interface Done {
  what: 'stream' | 'consumer';
  name: string;
  change: 'made' | 'updated' | 'kept';
}

/** Makes the stream, or updates the settings that differ; settings that are not wanted explicitly stay as they are. */
export async function ensureStream(manager: JetStreamManager, wanted: WantedStream): Promise<Done> {
  const present = await orAbsent(JetStreamApiCodes.StreamNotFound, manager.streams.info(wanted.name));
  return ensure(
    { what: 'stream', name: wanted.name },
    {
      wanted,
      present: present?.config,
      make: () => manager.streams.add(wanted),
      update: () => manager.streams.update(wanted.name, { ...present?.config, ...wanted }),
    },
  );
}

export async function ensureConsumer(
  manager: JetStreamManager,
  stream: string,
  wanted: WantedConsumer,
): Promise<Done> {
  const name = wanted.durable_name;
  const present = await orAbsent(JetStreamApiCodes.ConsumerNotFound, manager.consumers.info(stream, name));
  return ensure(
    { what: 'consumer', name: `${stream}/${name}` },
    {
      wanted,
      present: present?.config,
      make: () => manager.consumers.add(stream, wanted),
      update: () => manager.consumers.update(stream, name, { ...present?.config, ...wanted }),
    },
  );
}

interface Ensuring {
  wanted: object;
  present: object | undefined;
  make(): Promise<unknown>;
  update(): Promise<unknown>;
}

async function ensure(
  thing: Pick<Done, 'what' | 'name'>,
  { wanted, present, ...steps }: Ensuring,
): Promise<Done> {
  try {
    if (present === undefined) {
      await steps.make();
      return { ...thing, change: 'made' };
    }
    if (!differs(wanted, present)) return { ...thing, change: 'kept' };
    await steps.update();
    return { ...thing, change: 'updated' };
  } catch (cause) {
    throw new PermanentError(
      'bus-not-provisioned',
      `The ${thing.what} ${thing.name} could not be ${present === undefined ? 'made' : 'updated'}: ${String(cause)}`,
      { cause },
    );
  }
}

/** A setting that is wanted at its zero value may be missing in what the server reports. */
const differs = (wanted: object, present: object): boolean =>
  Object.entries(wanted).some(
    ([key, value]) => !isDeepStrictEqual(value, (present as Record<string, unknown>)[key] ?? zeroOf(value)),
  );

const zeroOf = (value: unknown): unknown =>
  typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : undefined;

async function orAbsent<Found>(code: number, found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === code) return undefined;
    throw error;
  }
}

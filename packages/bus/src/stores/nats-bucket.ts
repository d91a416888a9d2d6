import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { KV, KvEntry } from '@nats-io/kv';
import { Bucket, type BucketEntry } from '../bucket.js';
import { asBusError } from '../connection/translate-error.js';
import { PermanentError } from '../errors.js';
import { listKeys } from './list-keys.js';
import type { Openings } from './openings.js';
import { watchBucket } from './watch-bucket.js';

/** Long enough for whoever reads the bucket just now. */
const markerTtl = '60s';

export class NatsBucket extends Bucket {
  constructor(
    private readonly name: string,
    private readonly kv: KV,
    private readonly bus: { openings: Openings; reconnected: (listener: () => void) => () => void },
  ) {
    super();
  }

  private get listed(): Pick<KV, 'keys' | 'watch'> {
    const { openings } = this.bus;
    return {
      keys: (filter) => openings.open(() => this.kv.keys(filter)),
      watch: (watched) => openings.open(() => this.kv.watch(watched)),
    };
  }

  override get<Value>(key: string): Promise<BucketEntry<Value> | undefined> {
    return this.attempt(`Reading ${key}`, async () => readEntry<Value>(await this.kv.get(key)));
  }

  override put(key: string, value: unknown): Promise<number> {
    return this.attempt(`Writing ${key}`, () => this.kv.put(key, JSON.stringify(value)));
  }

  override create(key: string, value: unknown): Promise<number> {
    return this.attempt(`Creating ${key}`, () => this.kv.create(key, JSON.stringify(value)), 'key-exists');
  }

  override update(key: string, value: unknown, revision: number): Promise<number> {
    return this.attempt(
      `Updating ${key}`,
      () => this.kv.update(key, JSON.stringify(value), revision),
      'revision-moved',
    );
  }

  override delete(key: string, revision?: number): Promise<void> {
    return this.attempt(
      `Deleting ${key}`,
      () => this.kv.delete(key, { previousSeq: revision }),
      'revision-moved',
    );
  }

  override forget(key: string): Promise<void> {
    return this.attempt(`Forgetting ${key}`, () => this.kv.purge(key, { ttl: markerTtl }));
  }

  override keys(filter = '>'): Promise<string[]> {
    return this.attempt('Listing keys', () => listKeys(this.listed, filter));
  }

  override watch<Value>(
    filter: string,
    onEntry: (key: string, entry: BucketEntry<Value> | undefined) => void,
    signal: AbortSignal,
  ): Promise<void> {
    return this.attempt(`Watching ${filter}`, () =>
      watchBucket({
        kv: this.listed,
        filter,
        onEntry: (entry) => onEntry(entry.key, readEntry<Value>(entry)),
        signal,
        reconnected: this.bus.reconnected,
      }),
    );
  }

  /** `conflict` is the code when the server says that the key is at another revision. */
  private async attempt<Result>(
    what: string,
    work: () => Promise<Result>,
    conflict?: string,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const attempted = `${what} in the bucket ${this.name}`;
      if (conflict !== undefined && isConflict(error)) {
        throw new PermanentError(conflict, `${attempted}: somebody else wrote it`, { cause: error });
      }
      throw asBusError(error, attempted);
    }
  }
}

function readEntry<Value>(entry: KvEntry | null): BucketEntry<Value> | undefined {
  if (entry === null || entry.operation !== 'PUT') return undefined;
  return { value: entry.json<Value>(), revision: entry.revision };
}

const isConflict = (error: unknown): boolean =>
  error instanceof JetStreamApiError &&
  (error.code === JetStreamApiCodes.StreamWrongLastSequence ||
    error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown);

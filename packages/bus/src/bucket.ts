export interface BucketEntry<Value> {
  value: Value;
  revision: number;
}

/** One KV bucket; values are JSON. Keys: letters, digits, `-`, `_`, `.`, `=`. */
export abstract class Bucket {
  abstract get<Value>(key: string): Promise<BucketEntry<Value> | undefined>;
  /** Unconditional write; returns the revision. */
  abstract put(key: string, value: unknown): Promise<number>;
  /** Rejects with `PermanentError('key-exists')` when the key is held. */
  abstract create(key: string, value: unknown): Promise<number>;
  /** Compare-and-set; rejects with `PermanentError('revision-moved')`. */
  abstract update(key: string, value: unknown, revision: number): Promise<number>;
  /** With a revision: compare-and-delete; rejects with `PermanentError('revision-moved')`. */
  abstract delete(key: string, revision?: number): Promise<void>;
  /**
   * Deletes a key of a state bucket that nobody watches and leaves nothing: a deletion stays for ever as a marker, which every list of
   * keys goes through; this one's marker goes by itself, after a minute.
   */
  abstract forget(key: string): Promise<void>;
  abstract keys(filter?: string): Promise<string[]>;
  /**
   * Calls back for every present key, then for every change until the signal aborts; `undefined` when a key was deleted.
   * Resolves when all keys that were present have been called back. Expiry sends nothing; entries may repeat after the bus
   * was away.
   */
  abstract watch<Value>(
    filter: string,
    onEntry: (key: string, entry: BucketEntry<Value> | undefined) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

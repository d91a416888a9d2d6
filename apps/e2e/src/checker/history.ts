import { appendFileSync } from 'node:fs';
import type { Item } from './generate.js';

/** What the doors answered, as the outside saw it. Times are milliseconds of one clock. */
export interface Entry {
  item: string;
  door: Item['door'];
  /** What its author is known by: a mail address, or the key at a network. */
  author: string;
  text: string;
  invokedAt: number;
  /** `ok`: a door said yes. `unknown`: it never did, though it may have taken it. */
  outcome: 'ok' | 'unknown';
  endedAt: number;
  attempts: number;
}

/** Append-only, optionally on disk, so that a run that dies can still be judged. */
export class History {
  readonly entries: Entry[] = [];

  constructor(private readonly file?: string) {}

  add(entry: Entry): void {
    this.entries.push(entry);
    if (this.file) appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }
}

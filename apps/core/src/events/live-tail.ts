import { Bus } from '@filo/bus';
import { updatesSubject } from '@filo/contracts';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Subject } from 'rxjs';
import { DataSource } from 'typeorm';

export interface LiveRow {
  number: number;
  accountGroupId: string | null;
  kind: string;
  data: Record<string, unknown>;
}

/** Rows in order of their numbers: all that there are after `after`, up to `last`. */
export interface LiveBatch {
  after: number;
  last: number;
  rows: readonly LiveRow[];
}

const pollMs = 2000;
const rowsMax = 1000;

/**
 * Follows the numbered live events, once per process for all its streams. The bus wakes it; it looks by itself every two
 * seconds anyway, so that a bus that is away delays an event and loses none.
 */
@Injectable()
export class LiveTail implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #batches = new Subject<LiveBatch>();
  #last = 0;
  #looking: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
  ) {}

  readonly batches = this.#batches.asObservable();

  get last(): number {
    return this.#last;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#last = await this.newest();
    this.#unlisten = await this.bus.listen(updatesSubject('live'), () => this.wake());
    this.#timer = setInterval(() => this.wake(), pollMs).unref();
  }

  /** Streams end first, so that their clients go to another process and resume there. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#batches.complete();
    await this.#unlisten?.();
    await this.#looking;
  }

  /** Events after a number, in order; at most a thousand. */
  async read(after: number): Promise<LiveRow[]> {
    const rows = (await this.dataSource.query(
      `select number::float8 as number, account_group_id as "accountGroupId", kind, data from live_event
       where number > $1 order by number limit ${rowsMax}`,
      [after],
    )) as LiveRow[];
    return rows;
  }

  async newest(): Promise<number> {
    const [row] = (await this.dataSource.query(
      'select coalesce(max(number), 0)::float8 as last from live_event',
    )) as {
      last: number;
    }[];
    return row?.last ?? 0;
  }

  /** Whether a client that saw this number last can be told everything since: its event is still kept. */
  async canResume(number: number): Promise<boolean> {
    const [row] = (await this.dataSource.query(
      `select exists (select from live_event where number = $1)
         or $1 = 0 and coalesce((select min(number) from live_event), 1) <= 1 as known`,
      [number],
    )) as { known: boolean }[];
    return row?.known ?? false;
  }

  private wake(): void {
    this.#again = true;
    this.#looking ??= this.look().finally(() => (this.#looking = undefined));
  }

  private async look(): Promise<void> {
    while (this.#again && !this.#batches.closed) {
      this.#again = false;
      try {
        const rows = await this.read(this.#last);
        const last = rows.at(-1)?.number;
        if (last === undefined) continue;
        const after = this.#last;
        this.#last = last;
        this.#batches.next({ after, last, rows });
        if (rows.length === rowsMax) this.#again = true;
      } catch {
        // The next look is at most two seconds away, and health shows the database as away.
      }
    }
  }
}

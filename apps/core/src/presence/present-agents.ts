import { Bus } from '@filo/bus';
import { updatesSubject, uuid } from '@filo/contracts';
import { presenceDoing, type PresenceList, type PresentAgent } from '@filo/contracts/http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Subject, type Subscription } from 'rxjs';
import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { PresenceBook, type Beat } from './presence-book.js';

const subject = updatesSubject('presence');
const lookMs = 1_000;

const beat = z.object({
  threadId: uuid,
  agent: z.object({ id: uuid, name: z.string() }),
  device: z.string(),
  doing: z.union([presenceDoing, z.literal('gone')]),
  since: z.number(),
  groupIds: z.array(uuid),
  session: z.string().nullable(),
});

/**
 * Who is at which thread, over all api processes: each hears every word by the bus, remembers it in memory and tells its own streams. A bus that is
 * away leaves each process with what its own pages say; nothing of it is stored.
 */
@Injectable()
export class PresentAgents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #book = new PresenceBook();
  readonly #changed = new Subject<string>();
  #unlisten: (() => Promise<void>) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ends: Subscription | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly sessions: SessionEnds,
  ) {}

  /** Threads of which something else is true now. */
  readonly changed = this.#changed.asObservable();

  async onApplicationBootstrap(): Promise<void> {
    this.#unlisten = await this.bus.listen(subject, (payload) => {
      const heard = beat.safeParse(payload);
      if (heard.success) this.#tell(this.#book.hear(heard.data, Date.now()));
    });
    this.#timer = setInterval(() => this.#tell(this.#book.expire(Date.now())), lookMs).unref();
    this.#ends = this.sessions.ended.subscribe((ended) => this.#tell(this.#book.end(ended)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#ends?.unsubscribe();
    this.#changed.complete();
    await this.#unlisten?.();
  }

  /** Takes the word of a page here and tells the other processes. */
  hear(said: Beat): void {
    this.#tell(this.#book.hear(said, Date.now()));
    this.bus.emit(subject, said);
  }

  at(threadId: string, reader: Reader): PresentAgent[] {
    return this.#book.at(threadId, reader);
  }

  list(reader: Reader): PresenceList {
    const threads = this.#book.threads().map((threadId) => ({ threadId, agents: this.at(threadId, reader) }));
    return { threads: threads.filter(({ agents }) => agents.length > 0) };
  }

  #tell(threadIds: readonly string[]): void {
    for (const threadId of threadIds) this.#changed.next(threadId);
  }
}

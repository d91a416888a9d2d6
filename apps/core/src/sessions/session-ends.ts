import { Bus } from '@filo/bus';
import { updatesSubject } from '@filo/contracts';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';

const subject = updatesSubject('session-ended');

/** Tells every api process that a session ended, so that its event streams close at once. */
@Injectable()
export class SessionEnds implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #ended = new Subject<string>();
  #stop: (() => Promise<void>) | undefined;

  constructor(private readonly bus: Bus) {}

  /** Keys of ended sessions as hex, and ids of agents who may see something else now, or nothing. */
  readonly ended = this.#ended.asObservable();

  async onApplicationBootstrap(): Promise<void> {
    this.#stop = await this.bus.listen(subject, (payload) => {
      const key = (payload as { key?: unknown } | null)?.key;
      if (typeof key === 'string') this.#ended.next(key);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#stop?.();
    this.#ended.complete();
  }

  /** Closes the streams of this process now, those of the others by the bus; a lost word is caught by their next look. */
  tell(sessionKey: Buffer): void {
    this.#tell(sessionKey.toString('hex'));
  }

  /** Closes every stream of an agent, those of tokens too: who still may comes back at once, and is told what is theirs now. */
  tellAgent(agentId: string): void {
    this.#tell(agentId);
  }

  #tell(key: string): void {
    this.#ended.next(key);
    this.bus.emit(subject, { key });
  }
}

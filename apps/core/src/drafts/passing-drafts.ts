import { Bus } from '@filo/bus';
import { updatesSubject, uuid } from '@filo/contracts';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import { z } from 'zod';

const subject = updatesSubject('drafts');
const word = z.object({ agentId: uuid, device: z.string().nullable() });

/** Whose drafts changed, and the page that changed them. */
export type DraftsChanged = z.output<typeof word>;

/** Tells the other pages of an agent, over all api processes, that a draft of theirs changed. A lost word is made up for when a page looks again. */
@Injectable()
export class PassingDrafts implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #changed = new Subject<DraftsChanged>();
  #stop: (() => Promise<void>) | undefined;

  constructor(private readonly bus: Bus) {}

  readonly changed = this.#changed.asObservable();

  async onApplicationBootstrap(): Promise<void> {
    this.#stop = await this.bus.listen(subject, (payload) => {
      const heard = word.safeParse(payload);
      if (heard.success) this.#changed.next(heard.data);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#stop?.();
    this.#changed.complete();
  }

  /** By the bus alone: this process hears itself. */
  tell(changed: DraftsChanged): void {
    this.bus.emit(subject, changed);
  }
}

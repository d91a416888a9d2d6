import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { DomainError } from '../../http/domain-error.js';
import { untilAborted } from '../../worker/until-aborted.js';
import { toDeleteColumns, type DeleteThere, type ToDelete } from './delete-there.js';
import { judgeTakeBack } from './judge-take-back.js';
import { endWish, takeWishes, waitAgain, type Wish } from './take-back-wish.js';

const everyMs = 2_000;
const atOnce = 5;

/** Asks again for what could not be deleted when it was wished. Any number of workers may do so. */
export class TakeBackAgain {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      deleteThere: DeleteThere;
      log: Pick<Logger, 'info' | 'warn'>;
    },
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if ((await this.once()) < atOnce) await untilAborted(everyMs, signal);
    }
  }

  /** One round; resolves with how many were due. */
  async once(): Promise<number> {
    const wishes = await takeWishes(this.parts.dataSource, atOnce);
    await Promise.all(
      wishes.map((wish) =>
        this.#again(wish).catch((error: unknown) =>
          this.parts.log.warn({ messageId: wish.messageId, err: error }, 'what was sent is not taken back'),
        ),
      ),
    );
    return wishes.length;
  }

  async #again(wish: Wish): Promise<void> {
    const { dataSource, deleteThere, log } = this.parts;
    const { messageId, attempts } = wish;
    const [found] = (await dataSource.query(`select ${toDeleteColumns} from message m where m.id = $1`, [
      messageId,
    ])) as ToDelete[];
    switch (found === undefined ? 'over' : stateOf(found)) {
      case 'over':
        await endWish(dataSource, messageId);
        return;
      case 'on-its-way':
        await waitAgain(dataSource, wish, {});
        return;
      case 'ask': {
        const { is } = await deleteThere.run(found!, wish);
        log.info({ messageId, attempts, is }, 'asked again to take back what was sent');
      }
    }
  }
}

/** `over`: there is nothing to delete any more. */
const stateOf = (found: ToDelete): 'ask' | 'on-its-way' | 'over' => {
  try {
    // Whether it may be wished at all was judged when it was.
    return judgeTakeBack({ ...found, privatePosts: true }) === 'ask' ? 'ask' : 'over';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.more.reason === 'on-its-way' ? 'on-its-way' : 'over';
  }
};

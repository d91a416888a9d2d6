import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { isCollision, isConnectionLost, isRefusedData } from '../database/database-errors.js';
import { exactly } from '../paging/json-times.js';
import { untilAborted } from '../worker/until-aborted.js';
import { isHere, type EditNow } from './keep-edits.js';
import type { StoreEdits } from './store-edits.js';

const everyMs = 2_000;
const atOnce = 100;

type Kept = Omit<EditNow, 'typedText' | 'contentWarning' | 'shows'> & {
  typedText: string | null;
  contentWarning: boolean | null;
  shows: EditNow['shows'] | null;
};

/**
 * Edits that came before their message, as soon as that is there. Looked at by the clock, not when a message is stored: the two may be under
 * way at the same moment, and neither sees the other. Killed in between, an edit is applied once more, which changes nothing.
 */
export class ApplyKeptEdits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly edits: Pick<StoreEdits, 'run'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if ((await this.once()) < atOnce) await untilAborted(everyMs, signal);
  }

  /** One round; resolves with how many messages were there. */
  async once(): Promise<number> {
    const due = (await this.dataSource.query(finding, [atOnce])) as Kept[];
    if (due.length > 0) await this.#apply(due);
    return due.length;
  }

  /**
   * All together; when one is refused, each alone, so that it holds no other. Bad data goes, and the log says so; whatever else fails waits on
   * and is thrown once all had their turn.
   */
  async #apply(due: readonly Kept[]): Promise<void> {
    try {
      await this.edits.run(due.map(asTold));
    } catch (error) {
      if (isConnectionLost(error)) throw error;
      if (due.length > 1) return this.#applyEach(due);
      // A key that others took again and again looks like bad data, and is none.
      if (!isRefusedData(error) || isCollision(error)) throw error;
      const { channel, accountId, externalId } = due[0]!;
      this.log.warn({ err: error, channel, accountId, externalId }, 'a kept edit is refused and goes');
    }
    await this.dataSource.query(done, [JSON.stringify(due)]);
  }

  async #applyEach(due: readonly Kept[]): Promise<void> {
    const errors: unknown[] = [];
    for (const one of due)
      await this.#apply([one]).catch((error: unknown) => {
        if (isConnectionLost(error)) throw error;
        errors.push(error);
      });
    if (errors.length > 0) throw new Error('Kept edits are not applied', { cause: errors[0] });
  }
}

const asTold = ({ typedText, contentWarning, shows, ...kept }: Kept): EditNow => ({
  ...kept,
  ...(typedText !== null && { typedText }),
  ...(shows && { shows }),
  ...(contentWarning !== null && { contentWarning }),
});

const finding = `
select e.channel, e.account_id as "accountId", e.external_id as "externalId", ${exactly('e.at')} as at, e.text, e.new_text as "newText",
  e.typed_text as "typedText", e.content_warning as "contentWarning", e.shows
from edit_waiting e where ${isHere('e')} order by e.kept_at limit $1`;

/** A newer one may have taken its place meanwhile. */
const done = `
delete from edit_waiting e using json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text, at timestamptz)
where e.channel = r.channel and e.account_id = r."accountId" and e.external_id = r."externalId" and e.at <= r.at`;

import type { MessageReceived } from '@filo/contracts';
import type { BlobStore } from '../blobs/blob-store.js';
import { quarantineMessage } from '../quarantine/quarantine-message.js';
import type { StoreQuarantined } from '../quarantine/store-quarantined.js';
import { blockedBy, noSuchAccount, type Because } from '../quarantine/why-held.js';
import type { CommittedEvent } from './intake.js';
import { nameSites } from './name-sites.js';
import type { Accounts } from './read-accounts.js';
import type { StoreMessages } from './store-messages.js';

/**
 * Stores messages of accounts that are ours. What names another account or comes from a blocked address waits in quarantine,
 * with all that it holds. How far a post has reached by now is nothing that waits: in the place of the post it would hold its figures alone.
 */
export class TakeMessages {
  constructor(
    private readonly parts: {
      store: StoreMessages;
      quarantined: StoreQuarantined;
      accounts: Accounts;
      blobs: BlobStore;
    },
  ) {}

  async run(received: readonly MessageReceived[]): Promise<CommittedEvent[]> {
    const events = received.map(nameSites);
    const accounts = await this.parts.accounts.including(events.map((event) => event.accountId));
    const ours = events.filter((event) => accounts.has(event.accountId));
    const strangers = events.filter((event) => !accounts.has(event.accountId));
    const { committed, blocked } = await this.parts.store.run(ours, accounts);
    const unwelcome = ours.filter((event) => blocked.has(event.eventId));
    return [
      ...committed,
      ...(await this.#quarantine(strangers, () => noSuchAccount)),
      ...(await this.#quarantine(unwelcome, (event) => blockedBy(blocked.get(event.eventId)!))),
    ];
  }

  async #quarantine(
    events: readonly MessageReceived[],
    because: (event: MessageReceived) => Because,
  ): Promise<CommittedEvent[]> {
    const waiting = events.filter((event) => !isOnlyFigures(event));
    const held = await this.parts.quarantined.run(
      await Promise.all(waiting.map((event) => quarantineMessage(event, because(event), this.parts.blobs))),
    );
    return [
      ...held,
      ...events.filter(isOnlyFigures).map(({ eventId }) => ({ eventId, outcome: 'known' as const })),
    ];
  }
}

/** Of a post that came before; nobody said anything anew, and no saved query found it. */
const isOnlyFigures = ({ heard }: MessageReceived): boolean =>
  heard?.as === 'listening' && heard.queries.length === 0;

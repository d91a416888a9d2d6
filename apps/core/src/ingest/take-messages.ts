import type { MessageReceived, QuarantineCause } from '@filo/contracts';
import type { BlobStore } from '../blobs/blob-store.js';
import { quarantineMessage } from '../quarantine/quarantine-message.js';
import type { StoreQuarantined } from '../quarantine/store-quarantined.js';
import type { CommittedEvent } from './intake.js';
import { nameSites } from './name-sites.js';
import type { Accounts } from './read-accounts.js';
import type { StoreMessages } from './store-messages.js';

/**
 * Stores messages of accounts that are ours. What names another account or comes from a blocked address waits in quarantine,
 * with all that it holds.
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
    return this.parts.quarantined.run(
      await Promise.all(events.map((event) => quarantineMessage(event, because(event), this.parts.blobs))),
    );
  }
}

interface Because {
  cause: QuarantineCause;
  reason: string;
}

const noSuchAccount: Because = {
  cause: 'no-such-account',
  reason: 'It came for an account that is not here, or was removed. It is kept as it came.',
};

const blockedBy = (agent: string): Because => ({
  cause: 'untrusted',
  reason: `Its sender is blocked by ${agent}. Nobody has been told of it. Release it, or discard it.`,
});

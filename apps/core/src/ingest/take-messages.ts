import type { MessageReceived } from '@filo/contracts';
import type { BlobStore } from '../blobs/blob-store.js';
import { quarantineMessage } from '../quarantine/quarantine-message.js';
import type { StoreQuarantined } from '../quarantine/store-quarantined.js';
import type { CommittedEvent } from './intake.js';
import type { Accounts } from './read-accounts.js';
import type { StoreMessages } from './store-messages.js';

/** Stores messages of accounts that are ours; what names another account waits in quarantine, with all that it holds. */
export class TakeMessages {
  constructor(
    private readonly parts: {
      store: StoreMessages;
      quarantined: StoreQuarantined;
      accounts: Accounts;
      blobs: BlobStore;
    },
  ) {}

  async run(events: readonly MessageReceived[]): Promise<CommittedEvent[]> {
    const accounts = await this.parts.accounts.including(events.map((event) => event.accountId));
    const ours = events.filter((event) => accounts.has(event.accountId));
    const strangers = events.filter((event) => !accounts.has(event.accountId));
    const stored = ours.length > 0 ? await this.parts.store.run(ours, accounts) : [];
    return [...stored, ...(await this.#quarantine(strangers))];
  }

  async #quarantine(events: readonly MessageReceived[]): Promise<CommittedEvent[]> {
    const because = {
      cause: 'no-such-account' as const,
      reason: 'It came for an account that is not here, or was removed. It is kept as it came.',
    };
    return this.parts.quarantined.run(
      await Promise.all(events.map((event) => quarantineMessage(event, because, this.parts.blobs))),
    );
  }
}

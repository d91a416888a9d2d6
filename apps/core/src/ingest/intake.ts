import type { Committed, MessageReceived } from '@filo/contracts';

export type CommittedEvent = Committed['events'][number];

/** What ingest must know about an account of ours. */
export interface AccountFacts {
  id: string;
  accountGroupId: string;
  onePerSubject: boolean;
  /** The owner of an address that was typed in is asked whether it is theirs. */
  confirmAddress: boolean;
}

/** A message under its ledger key. */
export type Told = MessageReceived & {
  /** What the server that told of it calls it, where that is another. */
  toldAs?: string;
};

/** A message that the ledger has taken for this transaction. */
export interface Claimed {
  messageId: string;
  event: Told;
  account: AccountFacts;
  /** The first message of this very mail, which came to another account group. */
  copyOf?: string;
  /** What other servers call it, as this very batch tells. */
  alsoCalled?: readonly string[];
}

/** The key of the guard against doubles. */
export const ledgerKey = (row: { channel: string; externalId: string }): string =>
  `${row.channel}\u0000${row.externalId}`;

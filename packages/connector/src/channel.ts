import type {
  AccountCosts,
  AccountHealth,
  AccountLimits,
  BesideWord,
  BlobRef,
  ChannelDescriptorInput,
  ConnectedAccount,
  DeliveryReceipt,
  grantKeep,
  IdentityRef,
  LinkToRead,
  MessageEdited,
  MessageQuarantinedInput,
  MessageReceivedInput,
  PublicProfileInput,
  QueryHealth,
  SavedQuery,
  Send,
  oauthDocument,
  proveStart,
  tryQuery,
  oauthFinish,
  oauthStart,
  Why,
} from '@filo/contracts';
import type { Bucket } from '@filo/bus';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Reason, Reasons } from './reason.js';

type Minted = 'v' | 'type' | 'eventId' | 'channel' | 'accountId';

/** A message, or something unreadable, as a channel hands it over; the kit adds version, ids, channel and account. */
export type Heard =
  | ({ type: 'message' } & Omit<MessageReceivedInput, Minted>)
  | ({ type: 'quarantined'; why: Why[] } & Omit<MessageQuarantinedInput, Minted | 'why'>);

export interface Delivered {
  outcome: 'stored' | 'known' | 'quarantined';
  messageId?: string;
}

export interface Deliver {
  /** Resolves when the bus has stored it: move a cursor that can be reconciled after this. */
  (heard: Heard): Promise<void>;
  /** Resolves when core has committed it, rejects with `TemporaryError` otherwise: for doors that say yes. */
  committed(heard: Heard, timeoutMs: number): Promise<Delivered>;
}

/** Where a channel stands at its source; survives restarts, can always be rebuilt by reconcile. */
export abstract class Cursor {
  abstract read<Value>(key: string): Promise<Value | undefined>;
  abstract write(key: string, value: unknown): Promise<void>;
}

/** A public message that core holds. */
export interface Published {
  externalId: string;
  /** The key of whoever wrote it, where core says. */
  author?: string | undefined;
}

export interface Listening {
  account: ConnectedAccount;
  /** The account's secrets, opened. */
  secrets: Readonly<Record<string, string>>;
  deliver: Deliver;
  cursor: Cursor;
  blobs: { put(content: Uint8Array | Readable): Promise<BlobRef> };
  /** Which of these external ids core has already; for reconcile. */
  known(externalIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * This account's public messages that core holds, page by page: for networks where an author can delete, which is honoured here. `onlyStored`:
   * without what waits in quarantine, of which nothing may be delivered once more.
   */
  published(since: string, which?: { onlyStored: boolean }): AsyncIterable<readonly Published[]>;
  /** Says that a public message is not at its source any more; core empties it. Resolves when the bus has stored it. */
  deleted(externalId: string): Promise<void>;
  /** Says that its author changed a message at its source, and how it reads now. Resolves when the bus has stored it. */
  edited(
    externalId: string,
    now: Pick<MessageEdited, 'at' | 'text' | 'newText' | 'typedText' | 'contentWarning' | 'shows'>,
  ): Promise<void>;
  /** `readWell`: what is said is a remark, and all was read all the same; of `ok` it goes without saying. */
  health(state: AccountHealth['state'], reason?: Reasons, how?: { readWell: boolean }): void;
  /** How a saved query of the account does, shown beside it; `answered`: its platform has just answered it. */
  queryHealth(
    queryId: string,
    state: QueryHealth['state'],
    said?: { reason?: Reasons; answered?: boolean },
  ): void;
  /** Addresses of all accounts of ours on this channel, this one too: what they say is never found. */
  ours(): readonly string[];
  /** When the key that opens the account ends by itself, which is shown before it does; null: it does not, or nobody knows. */
  keyEnds(at: Date | null): void;
  /** What a post of the account may hold where each place of its network decides that itself; core counts by it. */
  limits(allowed: AccountLimits): void;
  /** For channels that cost: what the account has cost today, shown beside its health. */
  costs(today: AccountCosts): void;
  log: {
    info(fields: object, event: string): void;
    warn(fields: object, event: string): void;
    error(fields: object, event: string): void;
  };
  /**
   * Of `reconcile`: when somebody asked for it, or the bus came back, which may have lost what was heard before; the same again when the round that was asked
   * for failed. Absent: it is merely time.
   */
  askedAt?: Date | undefined;
  signal: AbortSignal;
}

/** What a channel has to follow what happened to messages that core holds: nothing by which a new one could come in. */
export type Following = Omit<Listening, 'deliver'>;

export interface Sending {
  account: ConnectedAccount;
  secrets: Readonly<Record<string, string>>;
  blobs: { get(ref: BlobRef): Promise<Uint8Array>; put(content: Uint8Array | Readable): Promise<BlobRef> };
  /**
   * Must be awaited immediately before the first byte that could make the other side act. Resolves when core says go;
   * rejects with `PermanentError('stopped')` when it says stop, after which nothing may be sent.
   */
  start(): Promise<void>;
  signal: AbortSignal;
}

export interface Sent {
  /** The other side's id for what was sent. */
  externalId?: string;
  /** Where `Send.parts` made several of it: the ids of all, in order; `externalId` is the first. */
  externalIds?: readonly string[];
  /** Where everybody can see each of those, where that is known. */
  permalinks?: readonly (string | null)[];
  /** The other side's words. */
  detail?: string;
  /** Set when the account sends nothing into the world: the bytes as they would have left, for the outbox page. */
  captured?: DeliveryReceipt['captured'];
}

export interface Verification {
  name: string;
  ok: boolean;
  code?: string;
  message: string;
  /** The message for other languages. */
  why?: Why[];
  detail?: string;
  durationMs: number;
}

/** A public message of ours that an earlier `send` brought to the other side, or may have. */
export interface SentBefore {
  messageId: string;
  /** What the receipts named, of several parts in their order; empty where none came back. */
  externalIds: readonly string[];
  /** More may stand there than they named. */
  mayBeMore?: boolean | undefined;
}

/** A saved query that is tried: with `look`, also what it finds now. */
export interface Trial {
  query: SavedQuery;
  look: boolean;
  account: ConnectedAccount;
  secrets: Readonly<Record<string, string>>;
  ours(): readonly string[];
  signal: AbortSignal;
}
export type Tried = z.input<typeof tryQuery.reply>;

/** Whom an agent wants to see as their network shows them. */
export type ProfileAsked = Pick<IdentityRef, 'kind' | 'key' | 'handle'>;

/** How a post shows a link. */
export interface LinkShown {
  title: string;
  description: string;
  picture?: { bytes: Uint8Array; mediaType: string };
}

/** A connector's own memory on the bus, shared by its replicas, and the seal that it alone can open. */
export interface OwnMemory {
  /** The connector's state bucket; the kit's own keys begin with `cursor.`, `health.` and `reconcile.`. */
  state: Pick<Bucket, 'get' | 'create' | 'update' | 'delete' | 'forget' | 'keys'>;
  seal(binding: string, secrets: Readonly<Record<string, string>>): string;
  /** Throws `PermanentError('sealed-elsewhere')`. */
  open(binding: string, sealed: string): Record<string, string>;
  /** Has core keep what must outlive the bus; see `grantKeep`. Rejects with `TemporaryError` when core is away. */
  keepGrant(request: z.input<typeof grantKeep.request>): Promise<z.output<typeof grantKeep.reply>>;
  /** A secret of the connector's own for one purpose: the same at every replica and after every restart, and lying nowhere. */
  ownKey(purpose: string, bytes: number): Uint8Array;
}

/** Signing in at a provider by OAuth 2 instead of with a password. */
export interface Consent {
  providers(): { name: string; label: string }[];
  start(request: z.output<typeof oauthStart.request>): Promise<z.input<typeof oauthStart.reply>>;
  finish(
    request: Omit<z.output<typeof oauthFinish.request>, 'sealedCode'> & {
      code: string;
      /** What else the provider said in the address. */
      said: Readonly<Record<string, string>>;
    },
  ): Promise<z.input<typeof oauthFinish.reply>>;
  /** Who we are, for a provider that reads it at our own address. Throws `PermanentError` where there is nothing to read. */
  document?(request: z.output<typeof oauthDocument.request>): Promise<Record<string, unknown>>;
}

/** Showing that a public account is one's own by signing in to it, for people who have been invited. */
export interface Prove {
  /** What the network is called. */
  readonly label: string;
  /**
   * Where to sign in to the account of this key; `account` is the one of ours that heard it. Nothing more is asked of the network than
   * who signed in. Throws `PermanentError` when nobody can be sent there.
   */
  start(
    account: ConnectedAccount,
    request: z.output<typeof proveStart.request>,
  ): Promise<{ url: string; theirState?: string }>;
  /** Who signed in, once per state; what the network gave is given back to it. Throws `PermanentError`. */
  finish(
    state: string,
    said: Readonly<Record<string, string>>,
  ): Promise<{ key: string; note: Record<string, unknown> }>;
}

/** A quarantined message as it came the first time. */
export interface Again {
  listening: Listening;
  sortAt: string;
  history: boolean;
  /** Unknown for what an earlier release kept. */
  arrival?: MessageQuarantinedInput['arrival'];
  /** `outbound`: it lay among what we sent ourselves. */
  direction: 'inbound' | 'outbound';
}

/** As it is read from a file, which types know too little of; it is checked when it is announced. */
export type ChannelDescriptorData = Omit<ChannelDescriptorInput, 'account'> & { account?: object };

/**
 * What a channel must be able to do: listen (or hold a door open). Await `deliver` before moving the cursor: that is the whole guarantee. The kit
 * does everything else: accounts, leases, retries, receipts, health.
 */
export interface Channel {
  readonly name: string;
  /** What core and the inbox are to know of it, such as what it is called; absent: it goes by its name, with a neutral mark. */
  readonly descriptor?: ChannelDescriptorData;
  /** Called once before everything else, as soon as the bus is there; for channels that keep more than a cursor. */
  remember?(memory: OwnMemory): void;
  /**
   * For channels that accept onto a disk of their own, called once like `remember`: how to deliver what was accepted for an
   * account that may be gone meanwhile. Core has a place for that too.
   */
  spool?(deliverFor: (accountId: string) => Pick<Listening, 'deliver' | 'blobs'>): void;
  /** The account is gone: what was kept about it goes too. */
  forget?(accountId: string): Promise<void>;
  readonly consent?: Consent;
  readonly prove?: Prove;
  /** Whether people can write to our accounts there in private, so that nobody else reads it and their network says who they are. */
  readonly directMessages?: boolean;
  /**
   * Whether what is said there in private is a post as well, which whoever wrote it can delete for all who can read it: then it is followed here
   * as what is public (`published`, `deleted`), and `takeBack` is asked for it.
   */
  readonly privatePosts?: boolean;
  /** What `send` obeys of how words are to be posted; what is not named here is asked of no answer of the channel. */
  readonly besideWords?: readonly BesideWord[];
  /**
   * For channels that others call: the account is ours, whether or not it can be served now. Until the returned function is
   * called, the door answers "come again", never "unknown". Held before the first `open` and as long as the kit knows the
   * account, also while it is paused, its secrets cannot be opened or `open` keeps failing. May not throw.
   */
  hold?(account: ConnectedAccount): () => void;
  /** Listens on one account until the signal aborts; a throw is retried with backoff and shown as the account's health. */
  listen?(listening: Listening): Promise<void>;
  /**
   * Holds an account's door open until the signal aborts, such as a form or an SMTP door: on every replica, without a
   * lease, for others call it. A channel has `listen`, `open`, or both; what holds for a throw holds here.
   */
  open?(listening: Listening): Promise<void>;
  /**
   * Delivers one message to one recipient. Throw `TemporaryError` before `start` resolved, or `PermanentError`, when nothing
   * was sent; any other throw after `start` means that nobody knows, and the delivery becomes `unknown`. A `TemporaryError`
   * after `start` is the other side's plain refusal for now: nothing was sent, the receipt is `deferred`.
   *
   * With `message.parts` they go out one below the other. A `TemporaryError` may then come between two parts: a later attempt goes on where
   * this one ended and posts no part twice, so that each must be known again, by a key of its own or in the connector's memory.
   */
  send?(message: Send, sending: Sending): Promise<Sent>;
  /**
   * Looks whether an earlier attempt arrived after all; `undefined` when it cannot be told. A `TemporaryError` puts the
   * attempt off: nothing is sent until somebody could look. A channel without it cannot be looked at, and the inbox says so.
   */
  lookUp?(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | 'absent' | undefined>;
  /**
   * For channels where everybody reads what was sent: deletes a message of ours there, all its parts and nothing else, because an agent asked for
   * it. What is not there any more counts as deleted, so that this can be asked again after a cut. Throws when some of it may still
   * stand there; the agent reads the words of the error. Not called while the message is on its way.
   */
  takeBack?(sent: SentBefore, sending: Omit<Sending, 'start'>): Promise<void>;
  /**
   * For networks where everybody has a page of their own: how this identity shows itself there now, as plain text. Throws when it cannot be
   * told; the agent reads the words of the error.
   */
  readProfile?(asked: ProfileAsked, sending: Omit<Sending, 'start'>): Promise<PublicProfileInput>;
  /**
   * For networks that show links by what their pages say: how a post would show this one; undefined where it would not. Throws never for
   * what is wrong with the page.
   */
  readLink?(link: LinkToRead, sending: Omit<Sending, 'start'>): Promise<LinkShown | undefined>;
  /**
   * Resolves when we may write in private to somebody who has only written in public; rejects with `PermanentError`, whose words the agent
   * reads, when we may not. A network that tells only by refusing may resolve: the delivery fails then. Absent: nobody is written to first.
   */
  mayWriteFirst?(recipient: Send['recipient'], sending: Omit<Sending, 'start'>): Promise<void>;
  /** Compares the source with core's ledger and delivers what is missing; called every 30 min, on reconnect, on command. */
  reconcile?(listening: Listening): Promise<void>;
  /**
   * For networks whose authors may delete and change what they said: says of the messages that core holds which are gone at the source
   * and which read otherwise now. Called in place of `reconcile`, and as often, while the account is paused; `reconcile` does it too. Resolves once
   * it has looked, with why what is gone may stand here all the same. Absent: nothing is done for a paused account.
   */
  followChanges?(following: Following): Promise<Reason | undefined>;
  /** Tests settings live, without storing anything. An account that is yet to be added has the id `notStored`. */
  verify?(account: ConnectedAccount, secrets: Readonly<Record<string, string>>): Promise<Verification[]>;
  /**
   * For channels that can listen for what nobody says to us (`account.queries`): would the platform take this query? Delivers nothing. A throw is
   * the platform's refusal, in its words.
   */
  tryQuery?(trial: Trial): Promise<Tried>;
  /** Reads a quarantined raw message once more, as what it came the first time. What was never raw core replays itself. */
  readAgain?(raw: Uint8Array, again: Again): Promise<Heard>;
}

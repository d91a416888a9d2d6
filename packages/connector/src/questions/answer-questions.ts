import { PermanentError, verifyBinding, whyOf, type Blobs } from '@filo/bus';
import type {
  lookForSent,
  oauthDocument,
  mayWriteFirst,
  oauthFinish,
  oauthProviders,
  oauthStart,
  readAgain,
  readLink,
  readProfile,
  reconcileNow,
  takeBack,
  tryQuery,
  verifyAccount,
  Why,
} from '@filo/contracts';
import type { Logger } from '@filo/service';
import type { z } from 'zod';
import type { AccountBook } from '../accounts/account-book.js';
import type { SecretOpener } from '../accounts/secret-opener.js';
import type { Channel, Consent, Listening, Verification } from '../channel.js';
import type { OpenedAccount } from '../accounts/account-book.js';
import { cardOf } from './card-of.js';
import { boundedProfile } from './bounded-profile.js';
import { notStored } from '../accounts/not-stored.js';
import { receiptOfSent } from '../sending/receipt.js';
import { AnswerProofs } from './answer-proofs.js';

type Request<Question extends { request: z.ZodType }> = z.output<Question['request']>;
type Reply<Question extends { reply: z.ZodType }> = z.input<Question['reply']>;

export interface AnswerParts {
  channels: readonly Channel[];
  accounts: AccountBook;
  opener: SecretOpener;
  blobs: Blobs;
  /** Has the replica that listens on the account reconcile it; resolves when it will hear of that. */
  reconcile(accountId: string): Promise<void>;
  listening(opened: OpenedAccount, duty: string, signal: AbortSignal): Listening;
  log: Logger;
}

const readAgainMaxMs = 60_000;
/** Shorter than core waits for the answer. */
const mayWriteMaxMs = 10_000;
const takeBackMaxMs = 25_000;
/** Shorter than core waits for the answer. */
const tryQueryMaxMs = 25_000;
/** A page and its picture have five seconds each. */
const readLinkMaxMs = 11_000;
const readProfileMaxMs = 10_000;

/** What core may ask a connector. Every answer can be asked for again; none throws for what a human can mend. */
export class AnswerQuestions {
  readonly proofs: AnswerProofs;

  constructor(private readonly parts: AnswerParts) {
    this.proofs = new AnswerProofs(parts);
  }

  async verifyAccount(request: Request<typeof verifyAccount>): Promise<Reply<typeof verifyAccount>> {
    const started = performance.now();
    const checks = await this.#verify(request).catch((error: unknown): Verification[] => [
      {
        name: 'settings',
        ok: false,
        code: error instanceof PermanentError ? error.code : 'test-failed',
        message: error instanceof Error ? error.message : 'The settings could not be tested',
        durationMs: performance.now() - started,
      },
    ]);
    return { ok: checks.every((check) => check.ok), checks };
  }

  async #verify({ accountId = notStored, channel: name, ...tested }: Request<typeof verifyAccount>) {
    const { address, settings, sealedSecrets } = tested;
    const channel = this.#channel(name);
    const secrets = sealedSecrets === undefined ? {} : this.#open(sealedSecrets, name, address);
    const account = {
      v: 1 as const,
      accountId,
      channel: name,
      address,
      state: 'active' as const,
      settings,
      version: 0,
    };
    return (await channel.verify?.(account, secrets)) ?? [];
  }

  async readAgain(request: Request<typeof readAgain>): Promise<Reply<typeof readAgain>> {
    const { channel: name, accountId, raw, ...came } = request;
    try {
      const channel = this.#channel(name);
      const opened = this.parts.accounts.get(accountId);
      if (opened === undefined)
        throw new PermanentError('not-served', 'Its account is not served by this connector any more.');
      if (channel.readAgain === undefined)
        throw new PermanentError('cannot-read-again', `The channel ${name} cannot read again.`, {
          with: { channel: name },
        });
      const listening = this.parts.listening(opened, 'read-again', AbortSignal.timeout(readAgainMaxMs));
      const heard = await channel.readAgain(await this.parts.blobs.get(raw), { ...came, listening });
      if (heard.type === 'quarantined') return { ok: false, reason: heard.reason, why: heard.why };
      await listening.deliver(heard);
      return { ok: true };
    } catch (error) {
      this.parts.log.warn({ accountId, err: error }, 'a quarantined message still cannot be read');
      const reason = (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
      const why = whyOf(error);
      return { ok: false, reason, ...(why.length > 0 && { why }) };
    }
  }

  async takeBack(request: Request<typeof takeBack>): Promise<Reply<typeof takeBack>> {
    const { channel: name, accountId, messageId, externalIds, mayBeMore } = request;
    try {
      const channel = this.#channel(name);
      const sending = this.#sending(accountId, takeBackMaxMs);
      if (channel.takeBack === undefined) {
        throw new PermanentError(
          'cannot-take-back',
          `What was sent by the channel ${name} cannot be deleted from here. Delete it there.`,
          { with: { channel: name } },
        );
      }
      await channel.takeBack({ messageId, externalIds, mayBeMore }, sending);
      return { ok: true };
    } catch (error) {
      this.parts.log.warn({ accountId, messageId, err: error }, 'what was sent is not taken back');
      return { ok: false, ...wordsOf(error) };
    }
  }

  /** As an attempt looks before it sends. */
  async lookForSent({ send }: Request<typeof lookForSent>): Promise<Reply<typeof lookForSent>> {
    const { accountId, deliveryId, channel } = send;
    try {
      const found = await this.#channel(channel).lookUp?.(send, this.#sending(accountId, takeBackMaxMs));
      if (found === undefined) return { ok: true, is: 'untold' };
      if (found === 'absent') return { ok: true, is: 'absent' };
      return { ok: true, is: 'found', receipt: receiptOfSent(found, send) };
    } catch (error) {
      this.parts.log.warn({ accountId, deliveryId, err: error }, 'what was sent is not looked for');
      return { ok: false, ...wordsOf(error) };
    }
  }

  async readProfile(request: Request<typeof readProfile>): Promise<Reply<typeof readProfile>> {
    const { channel: name, accountId, identity } = request;
    try {
      const channel = this.#channel(name);
      if (channel.readProfile === undefined)
        throw new PermanentError('no-profiles', `The channel ${name} knows of no public profiles.`, {
          with: { channel: name },
        });
      const told = await channel.readProfile(identity, this.#sending(accountId, readProfileMaxMs));
      return { ok: true, profile: boundedProfile(told) };
    } catch (error) {
      this.parts.log.warn({ accountId, err: error }, 'a profile is not read');
      return { ok: false, ...wordsOf(error) };
    }
  }

  async readLink({
    channel: name,
    accountId,
    ...link
  }: Request<typeof readLink>): Promise<Reply<typeof readLink>> {
    try {
      const shown = await this.#channel(name).readLink?.(link, this.#sending(accountId, readLinkMaxMs));
      return { ok: true, card: shown === undefined ? null : cardOf(shown) };
    } catch (error) {
      return { ok: false, ...wordsOf(error) };
    }
  }

  async mayWriteFirst(request: Request<typeof mayWriteFirst>): Promise<Reply<typeof mayWriteFirst>> {
    const { channel: name, accountId, recipient } = request;
    try {
      const channel = this.#channel(name);
      if (channel.mayWriteFirst === undefined) {
        throw new PermanentError(
          'cannot-write-first',
          `Filo writes no direct messages by the channel ${name} to whoever has not written one to us.`,
          { with: { channel: name } },
        );
      }
      await channel.mayWriteFirst(recipient, this.#sending(accountId, mayWriteMaxMs));
      return { ok: true };
    } catch (error) {
      return { ok: false, ...wordsOf(error) };
    }
  }

  async tryQuery(request: Request<typeof tryQuery>): Promise<Reply<typeof tryQuery>> {
    const { channel: name, accountId, query, look } = request;
    try {
      const { account, secrets } = this.#served(accountId);
      const channel = this.#channel(name);
      if (channel.tryQuery === undefined)
        throw new PermanentError(
          'cannot-listen',
          `The channel ${name} cannot be searched: it listens for no queries.`,
          { with: { channel: name } },
        );
      const signal = AbortSignal.timeout(tryQueryMaxMs);
      const ours = () => oursOn(this.parts.accounts, name);
      return await channel.tryQuery({ query, look, account, secrets, ours, signal });
    } catch (error) {
      this.parts.log.warn({ accountId, err: error }, 'a saved query cannot be asked');
      return { ok: false, ...wordsOf(error) };
    }
  }

  /** Any replica may be asked; the one that listens on the account acts. Rejects while the bus does not take the wish. */
  async reconcile({ accountId }: Request<typeof reconcileNow>): Promise<Reply<typeof reconcileNow>> {
    const served = this.parts.accounts
      .all()
      .filter(({ account, fault }) => account.state === 'active' && fault === undefined)
      .map(({ account }) => account.accountId)
      .filter((id) => accountId === undefined || id === accountId);
    await Promise.all(served.map((id) => this.parts.reconcile(id)));
    return { started: served.length };
  }

  oauthProviders({ channel }: Request<typeof oauthProviders>): Reply<typeof oauthProviders> {
    return { providers: this.#channel(channel).consent?.providers() ?? [] };
  }

  oauthStart(request: Request<typeof oauthStart>): Promise<Reply<typeof oauthStart>> {
    return this.#consent(request.channel, (consent) => consent.start(request));
  }

  oauthFinish({ sealedCode, ...request }: Request<typeof oauthFinish>): Promise<Reply<typeof oauthFinish>> {
    return this.#consent(request.channel, (consent) => {
      const { code = '', ...said } = this.parts.opener.open(sealedCode, request.state);
      return consent.finish({ ...request, code, said });
    });
  }

  oauthDocument(request: Request<typeof oauthDocument>): Promise<Reply<typeof oauthDocument>> {
    return this.#consent(request.channel, async (consent) => {
      if (consent.document !== undefined)
        return { ok: true as const, document: await consent.document(request) };
      const message = `The channel ${request.channel} has nothing to read here.`;
      return { ok: false as const, code: 'provider-unknown', message };
    });
  }

  async #consent<Answer>(channel: string, ask: (consent: Consent) => Promise<Answer>) {
    try {
      const { consent } = this.#channel(channel);
      if (consent !== undefined) return await ask(consent);
      const message = `Accounts of the channel ${channel} do not sign in at a provider. Nothing was stored.`;
      return { ok: false as const, code: 'provider-unknown', message };
    } catch (error) {
      this.parts.log.warn({ channel, err: error }, 'a consent failed');
      const message = error instanceof Error ? error.message : 'The consent could not be finished';
      const code = error instanceof PermanentError ? error.code : 'unavailable';
      return { ok: false as const, code, message: message.slice(0, 1_000) };
    }
  }

  /** What was typed in just now, and what was kept of the account whose other settings are being changed. */
  #open(sealed: string, channel: string, address: string): Record<string, string> {
    const stored = this.parts.accounts
      .all()
      .find(({ account }) => account.channel === channel && account.address === address);
    return this.parts.opener.open(sealed, verifyBinding, ...(stored ? [stored.account.accountId] : []));
  }

  #sending(accountId: string, maxMs: number) {
    const { account, secrets } = this.#served(accountId);
    return { account, secrets, blobs: this.parts.blobs, signal: AbortSignal.timeout(maxMs) };
  }

  #served(accountId: string): OpenedAccount {
    const opened = this.parts.accounts.get(accountId);
    if (opened === undefined || opened.fault !== undefined) {
      throw new PermanentError(
        'account-not-served',
        opened?.fault?.words ?? 'Its account is not served by this connector any more.',
        { ...(opened?.fault && { before: opened.fault.why }) },
      );
    }
    return opened;
  }

  #channel(name: string): Channel {
    const channel = this.parts.channels.find((one) => one.name === name);
    if (channel === undefined)
      throw new PermanentError('unknown-channel', `This connector does not speak ${name}`, {
        with: { channel: name },
      });
    return channel;
  }
}

/** Addresses of our accounts on a channel. */
export const oursOn = (accounts: Pick<AccountBook, 'all'>, channel: string): string[] =>
  accounts.all().flatMap(({ account }) => (account.channel === channel ? [account.address] : []));

const wordsOf = (error: unknown): { code: string; message: string; why?: Why[] } => {
  const why = whyOf(error);
  return {
    code: (error instanceof PermanentError ? error.code : 'unavailable').slice(0, 64),
    message: (error instanceof Error ? error.message : String(error)).slice(0, 1_000),
    ...(why.length > 0 && { why }),
  };
};

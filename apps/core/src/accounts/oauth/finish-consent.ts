import { TemporaryError, type Bus } from '@filo/bus';
import { oauthFinish } from '@filo/contracts';
import { oauthOutcomes, type OAuthOutcome } from '@filo/contracts/http';
import type { Logger } from '@filo/service';
import { z } from 'zod';
import type { Reader } from '../../access/reader.js';
import { DomainError } from '../../http/domain-error.js';
import type { ConnectorNames } from '../connector-names.js';
import type { ShowAccounts } from '../show-accounts.js';
import type { StoreAccount } from '../store-account.js';
import type { TestAccount } from '../test-account.js';
import { signedInSettings } from './signed-in-settings.js';
import type { BegunConsent } from './begin-consent.js';
import type { ConsentState } from './consent-state.js';

/** The connector logs in to two servers before it answers. */
const finishTimeoutMs = 75_000;

/** What a provider, or a network that somebody shows an account at, adds to the address that it sends the browser back to; it may add more. */
export const callbackQuery = z.object({
  code: z.string().max(10_000).optional(),
  state: z.string().max(512).optional(),
  error: z.string().max(200).optional(),
  /** Who answers (RFC 9207). */
  iss: z.string().max(2000).optional(),
  /** Of an address that the connector made for one of many networks: which one it is. */
  at: z.string().max(300).optional(),
});

const note = z.object({ again: z.boolean(), name: z.string().nullable(), importDays: z.int().nullable() });

export interface FinishParts {
  bus: Bus;
  connectors: ConnectorNames;
  testAccount: TestAccount;
  storeAccount: StoreAccount;
  showAccounts: ShowAccounts;
  states: ConsentState;
  log: Logger;
}

type Finished = Extract<z.output<typeof oauthFinish.reply>, { ok: true }>;

/** Ends a sign-in at a provider: the account is stored when the connector has seen that it works. */
export class FinishConsent {
  constructor(private readonly parts: FinishParts) {}

  /** Never throws what the person before the browser could not read. */
  async run(
    reader: Reader | undefined,
    query: z.output<typeof callbackQuery>,
    begun?: Pick<BegunConsent, 'channel' | 'state'>,
  ): Promise<OAuthOutcome> {
    if (reader?.sessionKey === undefined || reader.role !== 'admin') return 'not-signed-in';
    const { code, state: given = '', error, iss } = query;
    const { states } = this.parts;
    const mine = { channel: 'email', state: given };
    const found = [mine, begun].find((one) => one && states.isOf(reader.sessionKey!, one.state));
    if (found === undefined) return 'state-invalid';
    if (error !== undefined || code === undefined)
      return error === 'access_denied' ? 'denied' : 'exchange-failed';
    try {
      return await this.exchange(reader, found, { code, state: given, ...(iss !== undefined && { iss }) });
    } catch (failure) {
      if (failure instanceof DomainError && failure.code === 'conflict') return 'account-exists';
      const away = failure instanceof TemporaryError || failure instanceof DomainError;
      this.parts.log[away ? 'warn' : 'error']({ err: failure }, 'an account could not be signed in');
      return 'unavailable';
    }
  }

  private async exchange(
    reader: Reader,
    { channel, state }: Pick<BegunConsent, 'channel' | 'state'>,
    said: Record<string, string>,
  ): Promise<OAuthOutcome> {
    const { bus, connectors, testAccount } = this.parts;
    const connector = connectors.of(channel);
    // Sealed, although a code alone opens nothing without the verifier that the connector keeps.
    const sealedCode = (await testAccount.seal(connector, state, said)) ?? '';
    const answer = await bus.ask.ask({
      subject: oauthFinish.subject(connector),
      question: oauthFinish,
      request: { channel, state, sealedCode },
      timeoutMs: finishTimeoutMs,
    });
    if (answer.ok) {
      await this.store(reader, channel, answer);
      return 'done';
    }
    return oauthOutcomes.find((outcome) => outcome === answer.code) ?? 'unavailable';
  }

  private async store(reader: Reader, channel: string, finished: Finished): Promise<void> {
    const { storeAccount, showAccounts } = this.parts;
    const { accountId: id, address, settings, sealedSecrets } = finished;
    const { again, name, importDays } = note.parse(finished.note);
    if (!again) {
      const account = { id, channel, address, name, settings, sealedSecrets, importDays };
      return storeAccount.make(reader, account);
    }
    const held = await showAccounts.one(reader, id);
    const change = { id, settings: signedInSettings(held.settings, settings), sealedSecrets };
    return storeAccount.change(reader, change, 'account-signed-in');
  }
}

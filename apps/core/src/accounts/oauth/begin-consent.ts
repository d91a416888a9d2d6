import { Bus } from '@filo/bus';
import { oauthStart } from '@filo/contracts';
import type { oauthConsent } from '@filo/contracts/http';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../../access/reader.js';
import { DomainError } from '../../http/domain-error.js';
import { receivingAddress } from '../receiving-address.js';
import type { ConnectorNames } from '../connector-names.js';
import type { ShowAccounts } from '../show-accounts.js';
import type { ConsentState } from './consent-state.js';
import { addressTaken } from '../address-taken.js';

/** Where an account lives may have to be looked up at several servers. */
const startTimeoutMs = 40_000;

type Wanted = z.output<typeof oauthConsent>;

export interface BeginParts {
  dataSource: DataSource;
  bus: Bus;
  connectors: ConnectorNames;
  showAccounts: ShowAccounts;
  states: ConsentState;
  /** Where the provider sends the browser back to. */
  redirectUri: string;
  /** Where providers without registration read who we are, by channel. */
  documentUrl(channel: string): string;
}

/** A sign-in under way: `state` comes back with the browser, in the address or in a cookie. */
export interface BegunConsent {
  url: string;
  channel: string;
  state: string;
  /** What the provider brings back instead of our state. */
  theirState?: string;
}

/** Begins the sign-in of an account at its provider; nothing is stored but in the connector, for ten minutes. */
export class BeginConsent {
  constructor(private readonly parts: BeginParts) {}

  /** Resolves with the address of the consent page. */
  async run(reader: Reader, wanted: Wanted): Promise<BegunConsent> {
    const { bus, connectors, states, redirectUri, documentUrl } = this.parts;
    if (reader.sessionKey === undefined) {
      throw new DomainError(
        'not-allowed',
        'Signing an account in needs a browser with a session. Nothing was changed.',
      );
    }
    const { channel, provider, user, name, importDays } = wanted;
    const account = await this.target(reader, wanted);
    const state = states.mint(reader.sessionKey);
    const answer = await bus.ask.ask({
      subject: oauthStart.subject(connectors.of(channel)),
      question: oauthStart,
      request: {
        channel,
        provider,
        ...account,
        ...(user === undefined ? {} : { user }),
        state,
        redirectUri,
        documentUrl: documentUrl(channel),
        note: { again: wanted.accountId !== undefined, name: name ?? null, importDays },
      },
      timeoutMs: startTimeoutMs,
    });
    if (answer.ok) {
      const { url, theirState } = answer;
      return { url, channel, state, ...(theirState !== undefined && { theirState }) };
    }
    throw new DomainError(
      answer.code === 'provider-unknown' ? 'unknown-reference' : 'unavailable',
      answer.message,
    );
  }

  private async target(reader: Reader, { channel, address: given, accountId, settings = {} }: Wanted) {
    const address = channel === 'email' ? receivingAddress(given) : given.replace(/^@/, '');
    if (accountId !== undefined) {
      const account = await this.parts.showAccounts.one(reader, accountId);
      if (account.channel === channel && account.address === address)
        return { accountId, address, settings: account.settings };
      throw new DomainError('invalid-request', `Nothing was changed: this account is not that of ${given}.`);
    }
    const taken = (await this.parts.dataSource.query(
      `select 1 from account where channel = $1 and address = $2 and state <> 'removed'`,
      [channel, address],
    )) as unknown[];
    if (taken.length === 0) return { accountId: uuidv7(), address, settings };
    throw addressTaken(address);
  }
}

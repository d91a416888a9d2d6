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

type Wanted = z.output<typeof oauthConsent>;

export interface BeginParts {
  dataSource: DataSource;
  bus: Bus;
  connectors: ConnectorNames;
  showAccounts: ShowAccounts;
  states: ConsentState;
  /** Where the provider sends the browser back to. */
  redirectUri: string;
}

/** Begins the sign-in of a mailbox at its provider; nothing is stored but in the connector, for ten minutes. */
export class BeginConsent {
  constructor(private readonly parts: BeginParts) {}

  /** Resolves with the address of the consent page. */
  async run(reader: Reader, wanted: Wanted): Promise<string> {
    const { bus, connectors, states, redirectUri } = this.parts;
    if (reader.sessionKey === undefined) {
      throw new DomainError(
        'not-allowed',
        'Signing a mailbox in needs a browser with a session. Nothing was changed.',
      );
    }
    const account = await this.target(reader, wanted);
    const { provider, user, name, importDays } = wanted;
    const answer = await bus.ask.ask({
      subject: oauthStart.subject(connectors.of('email')),
      question: oauthStart,
      request: {
        channel: 'email',
        provider,
        ...account,
        ...(user === undefined ? {} : { user }),
        state: states.mint(reader.sessionKey),
        redirectUri,
        note: { again: wanted.accountId !== undefined, name: name ?? null, importDays },
      },
    });
    if (answer.ok) return answer.url;
    throw new DomainError(
      answer.code === 'provider-unknown' ? 'unknown-reference' : 'unavailable',
      answer.message,
    );
  }

  private async target(reader: Reader, { address: given, accountId }: Wanted) {
    const address = receivingAddress(given);
    if (accountId !== undefined) {
      const account = await this.parts.showAccounts.one(reader, accountId);
      if (account.channel === 'email' && account.address === address) return { accountId, address };
      throw new DomainError('invalid-request', `Nothing was changed: this account is not that of ${given}.`);
    }
    const taken = (await this.parts.dataSource.query(
      `select 1 from account where channel = 'email' and address = $1 and state <> 'removed'`,
      [address],
    )) as unknown[];
    if (taken.length === 0) return { accountId: uuidv7(), address };
    throw addressTaken(address);
  }
}

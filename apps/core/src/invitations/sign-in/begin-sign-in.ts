import type { Bus } from '@filo/bus';
import { proveStart } from '@filo/contracts';
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ConnectorNames } from '../../accounts/connector-names.js';
import { maskedAddress } from '../../proofs/masked-address.js';
import { findInvitedAccount, type FoundAccount } from './invited-account.js';
import type { OfferProofs } from './offer-proofs.js';

export interface BeginParts {
  dataSource: DataSource;
  bus: Bus;
  connectors: ConnectorNames;
  offer: OfferProofs;
  redirectUri: string;
  documentUrl(channel: string): string;
}

/** A sign-in that begins: the browser keeps `state`, and its reader follows `url`. */
export interface BegunSignIn {
  state: 'leaving';
  url: string;
  label: string;
  account: string;
  address: string;
  /** `theirState`: what comes back with the browser; undefined where nobody knows it. */
  kept: { channel: string; state: string; token: string; theirState: string | undefined };
}

const timeoutMs = 40_000;

/** Sends whoever has confirmed the mail address of an invitation to the sign-in page of the account that was invited. */
export class BeginSignIn {
  constructor(private readonly parts: BeginParts) {}

  async run(
    token: string,
  ): Promise<BegunSignIn | Exclude<FoundAccount, { state: 'ready' }> | { state: 'sign-in-failed' }> {
    const { dataSource, bus, connectors, offer, redirectUri, documentUrl } = this.parts;
    const found = await findInvitedAccount(dataSource, token);
    if (found.state !== 'ready') return found;
    const { row, invited } = found;
    const { channel, accountId, key, proofId } = invited;
    const { signIn: label } = await offer.run(channel);
    if (label === undefined) return { state: 'sign-in-failed' };
    const state = randomBytes(32).toString('base64url');
    const request = { channel, accountId, key, state, redirectUri, note: { proofId } };
    const answer = await bus.ask
      .ask({
        subject: proveStart.subject(connectors.of(channel)),
        question: proveStart,
        request: { ...request, documentUrl: documentUrl(channel) },
        timeoutMs,
      })
      .catch(() => ({ ok: false }) as const);
    if (!answer.ok) return { state: 'sign-in-failed' };
    const { url, theirState = stateIn(url, state) } = answer;
    const [account, address] = [row.otherKey ?? key, maskedAddress(row.address)];
    return { state: 'leaving', url, label, account, address, kept: { channel, state, token, theirState } };
  }
}

/** Ours where it travels in the address. A connector of a release before this one does not tell its library's own, nor does the address. */
const stateIn = (url: string, ours: string): string | undefined =>
  new URL(url).searchParams.get('state') === ours ? ours : undefined;

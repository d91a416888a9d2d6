import type { Bus } from '@filo/bus';
import { oauthDocument } from '@filo/contracts';
import { DomainError } from '../../http/domain-error.js';
import type { ConnectorNames } from '../connector-names.js';

interface ShowClientParts {
  bus: Bus;
  connectors: ConnectorNames;
  documentUrl(channel: string): string;
  redirectUris: string[];
}

/** Where providers without registration read who we are, by channel: {@link ShowClient} answers there. */
export const clientDocumentUrl =
  (publicUrl: string) =>
  (channel: string): string =>
    `${publicUrl}/api/v1/accounts/oauth/clients/${channel}`;

const freshMs = 60_000;

/** Who we are for the providers of a channel, in the words of its connector. */
export class ShowClient {
  readonly #kept = new Map<string, { document: Record<string, unknown>; until: number }>();

  constructor(private readonly parts: ShowClientParts) {}

  async run(channel: string): Promise<Record<string, unknown>> {
    const { bus, connectors, documentUrl, redirectUris } = this.parts;
    if (!connectors.isSpoken(channel)) throw nothingHere();
    const kept = this.#kept.get(channel);
    if (kept !== undefined && kept.until > Date.now()) return kept.document;
    const answer = await bus.ask.ask({
      subject: oauthDocument.subject(connectors.of(channel)),
      question: oauthDocument,
      request: { channel, documentUrl: documentUrl(channel), redirectUris },
    });
    if (!answer.ok) throw nothingHere();
    this.#kept.set(channel, { document: answer.document, until: Date.now() + freshMs });
    return answer.document;
  }
}

const nothingHere = () => new DomainError('not-found', 'No provider reads about us here.');

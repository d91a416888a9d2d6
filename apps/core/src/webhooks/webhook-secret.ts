import { randomBytes } from 'node:crypto';
import type { TokenKeys } from '../replies/token-keys.js';
import { openForAgent, sealForAgent } from '../second-step/seal-for-agent.js';

const secretBytes = 32;

/** Seals and opens the secrets of endpoints: the database alone signs nothing. */
export class WebhookSecrets {
  constructor(private readonly keys: TokenKeys) {}

  /** `shown` is what the other side is given, as Standard Webhooks writes secrets. */
  make(webhookId: string): { shown: string; sealed: Buffer } {
    const secret = randomBytes(secretBytes);
    return {
      shown: `whsec_${secret.toString('base64')}`,
      sealed: sealForAgent(this.keys, webhookId, secret),
    };
  }

  /** Undefined: it was sealed with a key that is not here any more. */
  open(webhookId: string, sealed: Buffer): Buffer | undefined {
    return openForAgent(this.keys, webhookId, sealed)?.secret;
  }
}

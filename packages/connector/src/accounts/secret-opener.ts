import { connectorKeyPair, openSecrets, sealSecrets, type ConnectorKeyPair } from '@filo/bus';
import { hkdfSync } from 'node:crypto';

/** Opens what core sealed to this connector's public key, which it publishes for core to find. */
export class SecretOpener {
  readonly #keys: ConnectorKeyPair;
  readonly #secret: Buffer;

  /** `secretKey`: base64url of 32 bytes or more; the same key pair for the same secret. */
  constructor(secretKey: string) {
    this.#keys = connectorKeyPair(secretKey);
    this.#secret = Buffer.from(secretKey, 'base64url');
  }

  get publicKey(): string {
    return this.#keys.publicKey;
  }

  /** `bindings`: the account's id, and what else a box of it may be bound to. Throws `PermanentError('sealed-elsewhere')`. */
  open(sealed: string, ...bindings: [string, ...string[]]): Record<string, string> {
    return openSecrets(this.#keys, bindings, sealed);
  }

  /** Seals what this connector itself must find again, so that it can be kept where others read. */
  seal(secrets: Readonly<Record<string, string>>, binding: string): string {
    return sealSecrets(this.#keys.publicKey, binding, secrets);
  }

  /** Follows from the secret and the purpose alone, and leads back to neither. */
  ownKey(purpose: string, bytes: number): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#secret, '', `filo own key: ${purpose}`, bytes));
  }
}

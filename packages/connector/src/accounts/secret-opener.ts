import { connectorKeyPair, openSecrets, sealSecrets, type ConnectorKeyPair } from '@filo/bus';

/** Opens what core sealed to this connector's public key, which it publishes for core to find. */
export class SecretOpener {
  readonly #keys: ConnectorKeyPair;

  /** `secretKey`: base64url of 32 bytes or more; the same key pair for the same secret. */
  constructor(secretKey: string) {
    this.#keys = connectorKeyPair(secretKey);
  }

  get publicKey(): string {
    return this.#keys.publicKey;
  }

  /** `binding`: the account's id. Throws `PermanentError('sealed-elsewhere')`. */
  open(sealed: string, binding: string): Record<string, string> {
    return openSecrets(this.#keys, binding, sealed);
  }

  /** Seals what this connector itself must find again, so that it can be kept where others read. */
  seal(secrets: Readonly<Record<string, string>>, binding: string): string {
    return sealSecrets(this.#keys.publicKey, binding, secrets);
  }
}

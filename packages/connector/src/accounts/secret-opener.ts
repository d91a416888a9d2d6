/** Opens what core sealed to this connector's public key, which it publishes for core to find. */
export abstract class SecretOpener {
  abstract readonly publicKey: string;
  /** Throws when it was sealed to another key or was changed. */
  abstract open(sealed: string): Record<string, string>;
}

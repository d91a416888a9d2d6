const keysMax = 20_000;

/**
 * Remembers which content came under which idempotency key, as far as memory reaches, to tell a program that it uses one key
 * for two submissions. Nothing depends on it: the ledger keeps doubles out, and another content is another message.
 */
export class UsedKeys {
  readonly #contents = new Map<string, string>();

  /** False when another content came under this key before. */
  fits(key: string, content: string): boolean {
    const known = this.#contents.get(key);
    if (known !== undefined) return known === content;
    this.#contents.set(key, content);
    const oldest = this.#contents.keys().next().value;
    if (this.#contents.size > keysMax && oldest !== undefined) this.#contents.delete(oldest);
    return true;
  }
}

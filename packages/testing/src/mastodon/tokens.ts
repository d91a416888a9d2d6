import { randomBytes } from 'node:crypto';
import type { Actor } from './actor.js';
import { Refusal } from './refusal.js';

export const allScopes = ['read', 'write'] as const;

/** Tokens of the programs that an owner let in, and what each may do. */
export class Tokens {
  readonly #tokens = new Map<string, { actor: Actor; scopes: readonly string[]; application: string }>();

  give(actor: Actor, scopes: readonly string[] = allScopes, application = 'Filo'): string {
    const token = randomBytes(16).toString('hex');
    this.#tokens.set(token, { actor, scopes, application });
    return token;
  }

  /** The owner took them back. */
  revoke(actor: Actor): void {
    for (const [token, held] of this.#tokens) if (held.actor === actor) this.#tokens.delete(token);
  }

  /** The program gave it back. */
  end(token: string): void {
    this.#tokens.delete(token);
  }

  /** The owner let them do less. */
  narrow(actor: Actor, scopes: readonly string[]): void {
    for (const held of this.#tokens.values()) if (held.actor === actor) held.scopes = scopes;
  }

  /** Whose token it is, if it may do one of these. `read` holds `read:statuses` too. */
  who(token: string, ...scopes: readonly string[]): { actor: Actor; application: string } {
    const held = this.#tokens.get(token);
    if (held === undefined) throw new Refusal(401, 'The access token is invalid');
    if (!held.scopes.some((one) => scopes.some((scope) => one === scope || scope.startsWith(`${one}:`))))
      throw new Refusal(403, 'This action is outside the authorized scopes');
    if (held.actor.suspended) throw new Refusal(403, 'Your login is currently disabled');
    return held;
  }

  holds(token: string): Actor | undefined {
    return this.#tokens.get(token)?.actor;
  }
}

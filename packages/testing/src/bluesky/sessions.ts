import { randomUUID } from 'node:crypto';
import type { Actor } from './actor.js';
import type { BlueskyWorld } from './bluesky-world.js';
import { XrpcRefusal } from './xrpc-refusal.js';

/** Sessions as a personal data server keeps them: access that expires, and a refresh that works once. */
export class Sessions {
  /** How many times somebody signed in with a password. */
  signIns = 0;
  readonly #access = new Map<string, string>();
  readonly #refresh = new Map<string, string>();

  constructor(private readonly world: BlueskyWorld) {}

  create({ identifier, password }: { identifier: string; password: string }) {
    this.signIns += 1;
    const actor = this.world.actors.get(identifier) ?? this.world.byHandle(identifier);
    if (actor === undefined || actor.appPassword !== password)
      throw new XrpcRefusal(401, 'AuthenticationRequired', 'Invalid identifier or password');
    if (actor.suspended) throw new XrpcRefusal(401, 'AccountTakedown', 'Account has been taken down');
    return this.#open(actor);
  }

  refresh(token: string) {
    const did = this.#refresh.get(token);
    if (did === undefined) throw new XrpcRefusal(400, 'ExpiredToken', 'Token has been revoked');
    this.#refresh.delete(token);
    return this.#open(this.world.actors.get(did)!);
  }

  /** Whose token it is. */
  who(token: string): string {
    const did = this.#access.get(token);
    if (did === undefined) throw new XrpcRefusal(400, 'ExpiredToken', 'Token has expired');
    if (this.world.actors.get(did)!.suspended)
      throw new XrpcRefusal(401, 'AccountTakedown', 'Account has been taken down');
    return did;
  }

  /** All access tokens are over, as they are after two hours. */
  expireAccess(): void {
    this.#access.clear();
  }

  /** The owner revoked the app password: what it opened is closed. */
  revoke(actor: Actor): void {
    actor.appPassword = randomUUID();
    this.#access.clear();
    this.#refresh.clear();
  }

  #open({ did, handle }: Actor) {
    const [accessJwt, refreshJwt] = [`access.${randomUUID()}`, `refresh.${randomUUID()}`];
    this.#access.set(accessJwt, did);
    this.#refresh.set(refreshJwt, did);
    return { accessJwt, refreshJwt, did, handle, active: true };
  }
}

import { PermanentError, type OwnMemory, type Prove } from '@filo/connector';
import { codeIn } from '../../../consent/code-in.js';
import { PendingConsents } from '../../../consent/pending-consents.js';
import { challengeOf, newVerifier } from '../../../consent/pkce.js';
import { CostMeter, type CostPlan } from '../costs/cost-meter.js';
import type { Pace } from '../costs/pace-of.js';
import { XSignIn, type XSignInOptions } from './x-sign-in.js';

/** Somebody who was sent away to sign in. */
interface Pending {
  /** The account of ours that heard whoever was invited: what is asked is counted as its own. */
  accountId: string;
  redirectUri: string;
  verifier: string;
  note: Record<string, unknown>;
}

/** What X asks for before it says who somebody is: it gives no single scope for that. */
const scope = 'users.read tweet.read';

/** Somebody shows that an account at X is theirs by signing in to it with our app there; what X gives for it is given back. */
export class XProof implements Prove {
  readonly label = 'X';
  readonly #meters = new Map<string, CostMeter>();
  readonly #pending: PendingConsents<Pending>;

  constructor(
    private readonly memory: () => OwnMemory,
    private readonly options: XSignInOptions,
    private readonly plan: CostPlan,
  ) {
    this.#pending = new PendingConsents(memory, 'x-proof');
  }

  async start(...[{ accountId }, { state, redirectUri, note }]: Parameters<Prove['start']>) {
    await this.#mustBeAffordable(accountId);
    const verifier = newVerifier();
    await this.#pending.keep(state, { accountId, redirectUri, verifier, note });
    const asked = {
      ...{ response_type: 'code', client_id: this.options.clientId, redirect_uri: redirectUri, scope, state },
      ...challengeOf(verifier),
    };
    const url = new URL(this.options.signInUrl);
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    return { url: url.href };
  }

  async finish(state: string, said: Readonly<Record<string, string>>) {
    const { accountId, note, ...pending } = await this.#pending.take(state);
    const code = codeIn(said, { state });
    const micros = Math.round(this.plan.prices.user * 1e6);
    // Many may have been sent away while there was money.
    return this.#begun(accountId).spending(micros, unlessSpent, () =>
      this.#who({ accountId, note, ...pending }, code),
    );
  }

  async #who({ accountId, note, ...pending }: Pending, code: string) {
    const signIn = new XSignIn(this.options);
    const token = await signIn.exchange(pending, code);
    try {
      const key = await signIn.who(token);
      await this.#meter(accountId).read({ user: [key] });
      return { key, note };
    } finally {
      await signIn.giveBack(token);
    }
  }

  /** Reading for others stops where reading for us does: nobody shall use up the money of the day by signing in. */
  async #mustBeAffordable(accountId: string): Promise<void> {
    unlessSpent(await this.#meter(accountId).pace());
  }

  /** Of each account one, which knows who else comes back at this moment. */
  #begun(accountId: string): CostMeter {
    const meter = this.#meters.get(accountId) ?? this.#meter(accountId);
    this.#meters.set(accountId, meter);
    return meter;
  }

  #meter(accountId: string): CostMeter {
    return new CostMeter(this.memory(), accountId, this.plan);
  }
}

const unlessSpent = ({ state }: Pace): void => {
  if (state !== 'no-reading' && state !== 'nothing') return;
  throw new PermanentError('costs', 'What may be spent at X today is spent. Nothing was joined.');
};

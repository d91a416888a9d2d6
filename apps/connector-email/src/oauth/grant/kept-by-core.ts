import { PermanentError, TemporaryError } from '@filo/connector';
import type { Memory } from '../memory.js';
import type { Grant } from './grant.js';
import { secretsOf, tokensIn, type TokenSet } from './token-set.js';

/**
 * The tokens of a grant that core keeps for us, sealed so that we alone can open them: they outlive the bus, while those of
 * the consent, which lie in the account, may be void since they were first renewed.
 */
export class KeptByCore {
  constructor(private readonly memory: Memory) {}

  /** Gives core these tokens; resolves with the newest of them and core's. Rejects with `TemporaryError`. */
  async exchange(grant: Grant, tokens: TokenSet): Promise<TokenSet> {
    const { accountId, grantedAt } = grant;
    const { seal, keepGrant } = this.memory.get();
    const sealed = seal(accountId, secretsOf(tokens));
    const said = await keepGrant({ accountId, grantedAt, generation: tokens.generation, sealed });
    if (said.answer === 'not-this-consent')
      throw new TemporaryError('The account was removed, or signed in anew a moment ago.');
    return (said.answer === 'newer' && this.open(accountId, said.sealed)) || tokens;
  }

  /** What we cannot open was sealed to another key, or is not ours; it is of no use to anybody. */
  private open(accountId: string, sealed: string): TokenSet | undefined {
    try {
      return tokensIn(this.memory.get().open(accountId, sealed));
    } catch (error) {
      if (error instanceof PermanentError) return undefined;
      throw error;
    }
  }
}

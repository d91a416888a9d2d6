import { TwitterApi } from 'twitter-api-v2';
import { faultOf } from './fault-of.js';
import type { XAccess } from './x-access.js';

/** What X tells of is arranged partly by the app, which acts as nobody, and partly by the account. Throws by {@link faultOf}. */
export class XApp {
  #signedIn: TwitterApi['v2'] | undefined;

  constructor(
    private readonly access: XAccess,
    private readonly login: { appKey: string; appSecret: string },
  ) {}

  asApp<Answer>(ask: (app: TwitterApi['v2']) => Promise<Answer>): Promise<Answer> {
    return this.#faults(async () => ask(await this.#app()));
  }

  /** What the app signs in with where its library cannot ask. */
  token(): Promise<string> {
    return this.#faults(async () => {
      const tokens = (await this.#app()).getActiveTokens();
      return 'bearerToken' in tokens ? tokens.bearerToken : '';
    });
  }

  asAccount<Answer>(ask: (account: TwitterApi['v2']) => Promise<Answer>): Promise<Answer> {
    return this.#faults(() => ask(this.access.api));
  }

  async #app(): Promise<TwitterApi['v2']> {
    const { appKey, appSecret } = this.login;
    const app = new TwitterApi({ appKey, appSecret }, this.access.settings);
    return (this.#signedIn ??= (await app.appLogin()).v2);
  }

  async #faults<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      this.#signedIn = undefined;
      throw faultOf(error);
    }
  }
}

export const usual = { timeout: 20_000 };

import { TwitterApi } from 'twitter-api-v2';
import { z } from 'zod';
import type { XAccess } from './x-access.js';
import { id } from './x-answers.js';
import { faultOf } from './fault-of.js';

const timeoutMs = 20_000;
const hook = z.object({ id, url: z.string(), valid: z.boolean().optional() });
export type Hook = z.output<typeof hook>;
const hooks = z.object({ data: z.array(hook).optional() });
const subscription = z.object({ data: z.object({ subscribed: z.boolean() }) });

/** Where X tells of what happens: webhooks belong to the app, subscriptions to an account. Throws by {@link faultOf}. */
export class XHooksClient {
  #app: TwitterApi['v2'] | undefined;

  constructor(
    private readonly access: XAccess,
    private readonly login: { appKey: string; appSecret: string },
  ) {}

  async list(): Promise<Hook[]> {
    const told = await this.#asApp((app) => app.get('webhooks', undefined, usual));
    return hooks.parse(told).data ?? [];
  }

  /** X asks the address at once whether somebody answers there. */
  async register(url: string): Promise<Hook> {
    const told = await this.#asApp((app) => app.post('webhooks', { url }, usual));
    return z.object({ data: hook }).parse(told).data;
  }

  /** X asks the address again. */
  async validate(hookId: string): Promise<void> {
    await this.#asApp((app) => app.put(`webhooks/${hookId}`, undefined, usual));
  }

  async remove(hookId: string): Promise<void> {
    await this.#asApp((app) => app.delete(`webhooks/${hookId}`, undefined, usual));
  }

  async isSubscribed(hookId: string): Promise<boolean> {
    const path = `account_activity/webhooks/${hookId}/subscriptions/all`;
    const told = await this.#faults(() => this.access.api.get(path, undefined, usual));
    return subscription.parse(told).data.subscribed;
  }

  async subscribe(hookId: string): Promise<void> {
    const path = `account_activity/webhooks/${hookId}/subscriptions/all`;
    await this.#faults(() => this.access.api.post(path, {}, usual));
  }

  async unsubscribe(hookId: string, userId: string): Promise<void> {
    const path = `account_activity/webhooks/${hookId}/subscriptions/${userId}/all`;
    await this.#asApp((app) => app.delete(path, undefined, usual));
  }

  #asApp<Answer>(ask: (app: TwitterApi['v2']) => Promise<Answer>): Promise<Answer> {
    return this.#faults(async () => {
      const { appKey, appSecret } = this.login;
      const app = new TwitterApi({ appKey, appSecret }, this.access.settings);
      this.#app ??= (await app.appLogin()).v2;
      return ask(this.#app);
    });
  }

  async #faults<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      this.#app = undefined;
      throw faultOf(error);
    }
  }
}

const usual = { timeout: timeoutMs };

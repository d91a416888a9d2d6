import { z } from 'zod';
import { XActivityClient } from './x-activity-client.js';
import { id } from './x-answers.js';
import { usual, XApp } from './x-app.js';
import type { XAccess } from './x-access.js';

const hook = z.object({ id, url: z.string(), valid: z.boolean().optional() });
export type Hook = z.output<typeof hook>;
const hooks = z.object({ data: z.array(hook).optional() });

/** Where X tells of what happens: webhooks belong to the app. */
export class XHooksClient {
  readonly activity: XActivityClient;
  readonly #app: XApp;

  constructor(access: XAccess, login: { appKey: string; appSecret: string }) {
    this.#app = new XApp(access, login);
    this.activity = new XActivityClient(this.#app);
  }

  async list(): Promise<Hook[]> {
    const told = await this.#app.asApp((app) => app.get('webhooks', undefined, usual));
    return hooks.parse(told).data ?? [];
  }

  /** X asks the address at once whether somebody answers there. */
  async register(url: string): Promise<Hook> {
    const told = await this.#app.asApp((app) => app.post('webhooks', { url }, usual));
    return z.object({ data: hook }).parse(told).data;
  }

  /** X asks the address again. */
  async validate(hookId: string): Promise<void> {
    await this.#app.asApp((app) => app.put(`webhooks/${hookId}`, undefined, usual));
  }

  async remove(hookId: string): Promise<void> {
    await this.#app.asApp((app) => app.delete(`webhooks/${hookId}`, undefined, usual));
  }

  /** Of the API before this one, which ends on 1 January 2027. */
  async leaveFormer(hookId: string, userId: string): Promise<void> {
    const path = `account_activity/webhooks/${hookId}/subscriptions/${userId}/all`;
    await this.#app.asApp((app) => app.delete(path, undefined, usual));
  }
}

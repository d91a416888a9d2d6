import { z } from 'zod';
import { id, listOf } from './x-answers.js';
import { usual, type XApp } from './x-app.js';

const subscription = z
  .object({
    subscription_id: id,
    event_type: z.string(),
    filter: z.object({ user_id: id.optional().catch(undefined), direction: z.string().optional() }),
    tag: z.string().optional(),
    webhook_id: z.string().optional(),
  })
  .transform(({ subscription_id, event_type, filter, tag, webhook_id }) => ({
    ...{ id: subscription_id, eventType: event_type, direction: filter.direction },
    ...{ userId: filter.user_id, tag, hookId: webhook_id },
  }));
export type Subscription = z.output<typeof subscription>;
const page = z.object({
  data: listOf(subscription),
  meta: z.object({ next_token: z.string().optional() }).optional().catch(undefined),
});
const perPage = 1_000;

/** What X is to tell, kind by kind: the X Activity API. The account subscribes, the app does the rest. */
export class XActivityClient {
  constructor(private readonly app: XApp) {}

  /** Of all accounts of the app. */
  async list(): Promise<Subscription[]> {
    const all: Subscription[] = [];
    for (let token: string | undefined, isLast = false; !isLast;) {
      const query = { max_results: perPage, ...(token !== undefined && { pagination_token: token }) };
      const told = page.parse(await this.app.asApp((app) => app.get('activity/subscriptions', query, usual)));
      all.push(...told.data);
      isLast = told.data.length === 0 || told.meta?.next_token === undefined;
      token = told.meta?.next_token;
    }
    return all;
  }

  async subscribe({ eventType, direction, userId, tag, hookId }: Omit<Subscription, 'id'>): Promise<void> {
    const filter = { user_id: userId, ...(direction !== undefined && { direction }) };
    const body = { event_type: eventType, filter, tag, webhook_id: hookId };
    await this.app.asAccount((account) => account.post('activity/subscriptions', body, usual));
  }

  async move(subscriptionId: string, hookId: string): Promise<void> {
    const body = { webhook_id: hookId };
    await this.app.asApp((app) => app.put(`activity/subscriptions/${subscriptionId}`, body, usual));
  }

  async remove(subscriptionId: string): Promise<void> {
    await this.app.asApp((app) => app.delete(`activity/subscriptions/${subscriptionId}`, undefined, usual));
  }
}

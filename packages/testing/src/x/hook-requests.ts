import type { XCompliance } from './x-compliance.js';
import type { XHooks } from './x-hooks.js';
import type { XAsked } from './x-requests.js';

/** What an app asks as nobody, with its own token. */
export const asApp: ReadonlySet<string> = new Set([
  'GET webhooks',
  'POST webhooks',
  'PUT webhooks/:id',
  'DELETE webhooks/:id',
  'DELETE account_activity/webhooks/:id/subscriptions/:id/all',
  'GET activity/subscriptions',
  'PUT activity/subscriptions/:id',
  'DELETE activity/subscriptions/:id',
  'POST compliance/jobs',
  'GET compliance/jobs/:id',
]);

/** Registering a webhook, and users for it. */
export const hookRequestsOf = (
  hooks: XHooks,
): Readonly<Record<string, (asked: XAsked) => object | Promise<object>>> => ({
  'POST oauth2/token': () => ({ token_type: 'bearer', access_token: hooks.bearer }),
  'GET webhooks': () => ({ data: hooks.all, meta: { result_count: hooks.all.length } }),
  'POST webhooks': async ({ body }) => ({ data: await hooks.register(body.url) }),
  'DELETE webhooks/:id': ({ id }) => {
    hooks.all.splice(hooks.all.indexOf(hooks.byId(id)), 1);
    return { data: { deleted: true } };
  },
  'PUT webhooks/:id': async ({ id }) => {
    const hook = hooks.byId(id);
    hook.valid = await hooks.answersChallenge(hook.url);
    return { data: { valid: hook.valid } };
  },
  'DELETE account_activity/webhooks/:id/subscriptions/:id/all': ({ id, other }) => {
    hooks.byId(id);
    hooks.former.delete(other);
    return { data: { subscribed: false } };
  },
  'GET activity/subscriptions': () => ({ data: hooks.activity.all }),
  'POST activity/subscriptions': ({ us, body }) => ({
    data: { subscription: hooks.activity.subscribe(us, body) },
  }),
  'PUT activity/subscriptions/:id': ({ id, body }) => ({
    data: { subscription: hooks.activity.move(id, body) },
  }),
  'DELETE activity/subscriptions/:id': ({ id }) => {
    hooks.activity.remove(id);
    return { data: { deleted: true } };
  },
});

/** Asking for many posts at once what became of them. */
export const complianceRequestsOf = (
  compliance: XCompliance,
): Readonly<Record<string, (asked: XAsked) => object>> => ({
  'POST compliance/jobs': ({ body }) => ({ data: compliance.begin(body.type) }),
  'GET compliance/jobs/:id': ({ id }) => ({ data: compliance.look(id) }),
});

import type { WebhookEventType } from '@filo/contracts';
import type {
  WebhookCreate,
  WebhookCreated,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookList,
  WebhookPatch,
  WebhookReplay,
  WebhookReplayed,
  WebhookSecret,
  WebhookTested,
  WebhookView,
} from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** In the order in which they are offered. */
const offered = {
  message: ['received'],
  answer: ['sent', 'failed'],
  thread: ['assigned', 'closed', 'reopened', 'snoozed'],
  person: ['merged', 'merge_undone', 'erased'],
  promise: ['made', 'kept', 'broken'],
  post: ['grave'],
} as const;
type Area = keyof typeof offered;
type Offered = { [Of in Area]: `${Of}.${(typeof offered)[Of][number]}` }[Area];
/** A type error tells when one of the contracts is missing. */
export const webhookEvents = Object.entries(offered).flatMap(([area, all]) =>
  all.map((what) => `${area}.${what}`),
) as WebhookEventType[] & Offered[] & (WebhookEventType extends Offered ? unknown : never);

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'] as const,
  queryFn: ({ signal }) => request<WebhookList>('/webhooks', { signal }),
  refetchInterval: 10_000,
});

/** Newest first; asked again while something of the first pages is on its way. */
export const webhookLog = (id: string, state: WebhookDelivery['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', id, 'log', state ?? 'all'] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request<WebhookDeliveries>(`/webhooks/${id}/deliveries`, {
        query: { cursor: pageParam, state },
        signal,
      }),
    getNextPageParam: (page: WebhookDeliveries) => page.next ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some((one) => one.state === 'waiting')) ? 2_000 : false,
  });

export const makeWebhook = (body: WebhookCreate): Promise<WebhookCreated> =>
  request('/webhooks', { method: 'POST', body });
export const changeWebhook = (id: string, body: WebhookPatch): Promise<WebhookView> =>
  request(`/webhooks/${id}`, { method: 'PATCH', body });
export const removeWebhook = (id: string): Promise<void> => request(`/webhooks/${id}`, { method: 'DELETE' });
export const makeWebhookSecret = (id: string): Promise<WebhookSecret> =>
  request(`/webhooks/${id}/secret`, { method: 'POST' });
export const testWebhook = (id: string): Promise<WebhookTested> =>
  request(`/webhooks/${id}/test`, { method: 'POST' });
export const replayWebhook = (id: string, body: WebhookReplay): Promise<WebhookReplayed> =>
  request(`/webhooks/${id}/replay`, { method: 'POST', body });

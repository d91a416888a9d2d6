import type { Provider } from '@nestjs/common';
import { webhookKeysOf, type CoreSettings } from '../config.js';
import { PostPublic } from '../outbound/post-public.js';
import { ReplayDeliveries } from './replay-deliveries.js';
import { SaveWebhook } from './save-webhook.js';
import { ShowDeliveries } from './show-deliveries.js';
import { ShowWebhooks } from './show-webhooks.js';
import { WebhookSecrets } from './webhook-secret.js';

/** What the controller of webhooks calls. */
export const webhookActions = ({ settings }: { settings: CoreSettings }): Provider[] => [
  { provide: WebhookSecrets, useValue: new WebhookSecrets(webhookKeysOf(settings)) },
  { provide: PostPublic, useValue: new PostPublic({ allow: settings.FILO_WEBHOOK_ALLOW }) },
  ...[ShowWebhooks, SaveWebhook, ShowDeliveries, ReplayDeliveries],
];

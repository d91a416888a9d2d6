import { createHmac } from 'node:crypto';

export interface WebhookToSign {
  /** Stays the same however often it is sent. */
  id: string;
  /** Of this attempt. */
  at: Date;
  body: string;
}

/**
 * The headers of Standard Webhooks (standardwebhooks.com): `webhook-signature` holds one `v1,<base64 HMAC-SHA256>` for each secret, over
 * `id.timestamp.body`, the timestamp in seconds.
 */
export const signWebhook = (
  { id, at, body }: WebhookToSign,
  secrets: readonly Uint8Array[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};

import type { Why } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';

const sentences = {
  gone: 'the other side said that this address is gone for good; the webhook was switched off.',
  failing: 'nothing arrived for three days; the webhook was paused.',
  now: 'nothing arrives at present; it is tried again by itself.',
} as const;

/** What admins are told on the page of health: webhooks of theirs that Filo stopped, or that fail for an hour. */
export const stoppedWebhooks = async (
  dataSource: DataSource,
  { role, accountGroupIds }: Reader,
): Promise<{ about: string; reason: string; why: Why[] }[]> => {
  if (role !== 'admin') return [];
  const rows = (await dataSource.query(
    `select name, coalesce(why, 'now') as why from webhook
     where account_group_ids <@ $1::uuid[] and (why in ('gone', 'failing') or state = 'on' and failing_since < now() - interval '1 hour')
     order by lower(name), id`,
    [accountGroupIds],
  )) as { name: string; why: keyof typeof sentences }[];
  return rows.map(({ name, why }) => ({ about: name, reason: sentences[why], why: [codes[why]] }));
};

const codes = {
  gone: { code: 'webhook-gone' },
  failing: { code: 'webhook-paused' },
  now: { code: 'webhook-failing' },
} as const;

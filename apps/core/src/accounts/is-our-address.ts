import type { Queryable } from '../database/queryable.js';

/**
 * The mailboxes that mail to this address may come to, in lower case: itself, and what is left of it before each plus, since
 * `support+anything@…` is delivered to `support@…`. The rule of the mail connector (`matchOurAddress`), seen from the recipient.
 */
export const mailboxesOf = (address: string): string[] => {
  const key = address.trim().toLowerCase();
  const at = key.lastIndexOf('@');
  const [first = '', ...tags] = key.slice(0, Math.max(at, 0)).split('+');
  const locals = tags.reduce((made, tag) => [...made, `${made.at(-1)}+${tag}`], [first]);
  return locals.filter((local) => local !== '').map((local) => `${local}${key.slice(at)}`);
};

/** Whether what is sent to this address comes back to us, where everybody of the account group reads it. Of other kinds than mail the key itself is compared. */
export const isOurAddress = async (db: Queryable, address: string): Promise<boolean> => {
  const [{ ours }] = (await db.query(
    `select exists (select from account where lower(address::text) = any($2::text[] || $1::text) and state <> 'removed')
       or exists (select from identity where kind = 'mail' and key = any($2::text[]) and ours) as ours`,
    [address.trim().toLowerCase(), mailboxesOf(address)],
  )) as [{ ours: boolean }];
  return ours;
};

/**
 * The message of which a one-time link speaks, as a row of `columns` of `m` and of the account `a` that took it in: the newest that
 * came from the address in the account group that asked. `p` is the alias of a row of `proof_request`.
 */
export const messageAskedAbout = (p: string, columns: string): string => `(
  select ${columns} from message m join account a on a.id = m.account_id
  where m.anchor_identity_id = ${p}.identity_id and m.direction = 'inbound' and m.sort_at <= ${p}.asked_at
    and m.account_group_id = (select asking.account_group_id from message asking where asking.id = ${p}.message_id)
  order by m.sort_at desc, m.id desc limit 1)`;

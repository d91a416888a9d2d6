/** A network of many places names one in the settings of each account; each place knows posts by ids of its own. */
export const placeOf = (account: string): string =>
  `regexp_replace(lower(coalesce(${account}.settings ->> 'instance', '')), '^https?://|/+$', '', 'g')`;

/**
 * Whether the account `mine` can look after what `gone` heard: what everybody reads there needs no account of its own to be looked at. Within one
 * account group, so that no group learns of another. Both are rows of `account`.
 */
const isBeside = (mine: string, gone: string): string =>
  `(${mine}.id <> ${gone}.id and ${mine}.state <> 'removed' and ${mine}.channel = ${gone}.channel
    and ${mine}.account_group_id = ${gone}.account_group_id and ${placeOf(mine)} = ${placeOf(gone)})`;

/**
 * Whether `mine` is the very account that `gone` was, removed and added again: the same at its network by what that calls it for good, and by its
 * address where it has said nothing yet. What came to the one came to the other. Both are rows of `account`.
 */
export const isAddedAgain = (mine: string, gone: string): string =>
  `(${gone}.state = 'removed' and ${isBeside(mine, gone)}
    and case when ${mine}.own_key is null or ${gone}.own_key is null then ${mine}.address = ${gone}.address
      else ${mine}.own_key = ${gone}.own_key end)`;

/** Whether the account heard the message, now or as it was before it was removed. `message` is an id, `account` a row. */
export const isHeardBy = (message: string, account: string): string =>
  `exists (select from arrival r left join account gone on gone.id = r.account_id and gone.id <> ${account}.id
    where r.message_id = ${message} and (r.account_id = ${account}.id or ${isAddedAgain(account, 'gone')}))`;

export const mayStandIn = (mine: string, gone: string): string =>
  `(${gone}.state = 'removed' and ${isBeside(mine, gone)})`;

/** Which account does, once it is removed: one, since looking may cost; nobody: null. */
export const standInFor = (gone: string, field: 'id' | 'address' = 'id'): string =>
  `(select other.${field} from account other where ${isBeside('other', gone)}
    order by other.state = 'paused', other.created_at, other.id limit 1)`;

/** Whether an account that did not hear the message can look for it: to whoever does not follow its author a post for followers is not there, nor to anybody else what was said in private. */
export const isReadByAll = (message: string): string =>
  `(${message}.audience = 'public' and not ${message}.marks @> '[{"code": "followers-only"}]'::jsonb)`;

/** Whether another account, one that is there, has heard the message as well. */
export const isHeardElsewhere = (message: string): string =>
  `exists (select from arrival elsewhere join account other on other.id = elsewhere.account_id
    where elsewhere.message_id = ${message}.id and other.id <> ${message}.account_id and other.state <> 'removed')`;

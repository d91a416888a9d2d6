import { visibleTo } from '../../access/visible-to.js';
import { isOver } from '../../invitations/read-invitations.js';

/** Other threads that are looked at, whose person may be this one; and the newest messages of each. */
const othersMax = 30;
const perOtherMax = 500;

/**
 * The messages of which nothing private may be said in public to person `$1`, as far as the reader of groups `$2` may see them: all of their
 * thread, and what is private in the threads of whom they may be without anything proven. Those are mail addresses that say to be a public account of
 * theirs or were named on the page of its standing invitation, whoever pressed the mailed button first, and who is suggested as the same person.
 */
export const messagesLookedAt = `
with mine as materialized (select identity_id as id from link where person_id = $1 and withdrawn_at is null),
standing as (
  select v.id from mine join invitation v on v.identity_id = mine.id where not ${isOver('v')} and ${visibleTo('v', '$2')}),
maybe as (
  select c.identity_id as id, 1 as n, -extract(epoch from c.said_at)::float8 as rank from standing join invitation_claim c on c.invitation_id = standing.id
  union all select p.identity_id, case when p.used_at is not null then 0 else 2 end, -extract(epoch from p.asked_at)::float8
    from standing join proof_request p on p.invitation_id = standing.id where p.purpose = 'invitation'
  union all select s.b_identity_id, 3, -s.confidence from mine join suggestion s on s.a_identity_id = mine.id and s.state = 'open'
  union all select s.a_identity_id, 3, -s.confidence from mine join suggestion s on s.b_identity_id = mine.id and s.state = 'open'),
others as (
  select l.person_id from maybe join link l on l.identity_id = maybe.id and l.withdrawn_at is null
  where l.person_id <> $1 group by l.person_id order by min(maybe.n), min(maybe.rank), l.person_id limit ${othersMax})
select m.id from mine join message m on m.anchor_identity_id = mine.id where ${visibleTo('m', '$2')}
union all
select said.id from others cross join lateral (
  select m.id from link l join message m on m.anchor_identity_id = l.identity_id
  where l.person_id = others.person_id and l.withdrawn_at is null and ${visibleTo('m', '$2')}
    and (m.audience = 'private' or m.direction = 'note' or m.marks @> '[{"code":"followers-only"}]')
  order by m.sort_at desc, m.id desc limit ${perOtherMax}) said`;

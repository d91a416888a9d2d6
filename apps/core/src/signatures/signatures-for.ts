import type { SignatureChoice, SignaturesOffered } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { knownLanguage } from '../people-pages/known-language.js';
import type { AnsweredMessage } from '../replies/find-answered-message.js';
import { firstNameOf } from '../scripts/fill-variables.js';
import { chooseSignature } from './choose-signature.js';
import { fillSignature } from './fill-signature.js';

export interface ToSign {
  answered: Pick<AnsweredMessage, 'topicId' | 'audience' | 'replyIdentity'>;
  accountId: string;
  /** In which the words are, where it is said. */
  language?: string | undefined;
}

/** What may stand below the answer, filled for who writes it, and which does by itself; null where no signature is: in public, and at networks. */
export const signaturesFor = async (
  db: Queryable,
  reader: Reader,
  { answered, accountId, language }: ToSign,
): Promise<SignaturesOffered | null> => {
  if (answered.audience === 'public' || answered.replyIdentity.kind !== 'mail') return null;
  const { topicId, replyIdentity } = answered;
  const asked = [topicId, accountId, reader.agentId, replyIdentity.id, reader.accountGroupIds];
  const [who] = (await db.query(reading, asked)) as [Who];
  const written = (await db.query(
    `select s.id, s.team_id as "teamId", t.name as team, s.language, s.text from signature s left join team t on t.id = s.team_id
     where s.removed_at is null and (s.team_id is null or s.team_id = any($1::uuid[]))
     order by array_position($1::uuid[], s.team_id) nulls last, s.language nulls first, s.id`,
    [who.teams.map(({ id }) => id)],
  )) as Written[];
  const teamIds = who.teams.map(({ id }) => id);
  const byDefault = chooseSignature(written, { teamIds, language: language ?? who.language });
  const values = {
    agent_name: reader.name,
    agent_first_name: firstNameOf(reader.name) ?? reader.name,
    organisation: who.organisation,
  };
  return {
    byDefault: byDefault?.id ?? null,
    items: written.map(({ id, team, language: spoken, text }) => ({
      ...{ id, team, language: spoken },
      text: fillSignature(text, { ...values, team: team ?? who.teams[0]?.name ?? '' }),
    })),
  };
};

/** The words of the one that leaves; empty: none. Throws where the one that was chosen is no more. */
export const signatureOf = async (
  db: Queryable,
  reader: Reader,
  { choice, ...sign }: ToSign & { choice: SignatureChoice | undefined },
): Promise<string> => {
  if (choice === 'none') return '';
  const offered = await signaturesFor(db, reader, sign);
  if (!offered) return '';
  const wanted = choice ?? offered.byDefault;
  const found = offered.items.find(({ id }) => id === wanted);
  if (found || choice === undefined) return found?.text ?? '';
  throw new DomainError(
    'unknown-reference',
    'Nothing was sent: the signature that was chosen is not there any more. Choose another, or send it without.',
    { reason: 'no-such-signature' },
  );
};

interface Who {
  /** Of the thread, of the account, of the agent: each once, the first first. */
  teams: { id: string; name: string }[];
  language: string | null;
  organisation: string;
}

interface Written {
  id: string;
  teamId: string | null;
  team: string | null;
  language: string | null;
  text: string;
}

const reading = `
select w.name as organisation, ${knownLanguage('$4', '$5')} as language,
  coalesce((select json_agg(json_build_object('id', one.id, 'name', one.name) order by one.rank, lower(one.name), one.id) from (
    select t.id, t.name, min(mine.rank) as rank from (
      select team_id, 1 as rank from topic where id = $1
      union all select team_id, 2 from account_routing where account_id = $2
      union all select team_id, 3 from team_member where agent_id = $3) mine
    join team t on t.id = mine.team_id and t.removed_at is null group by t.id, t.name) one), '[]') as teams
from workspace w`;

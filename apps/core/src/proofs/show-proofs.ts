import type { ProofList, ProofView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { FindPerson } from '../people-pages/find-person.js';
import { messageAskedAbout } from './message-asked-about.js';

/** Of one person; who is asked more often than this is seldom asked about the first time. */
const shownMax = 50;

/** What became of one-time links that agents, or the rules of a form, asked for. */
@Injectable()
export class ShowProofs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  /** Asked of the addresses of a person, or of others about this person; as far as the mails are the reader's to see. */
  async ofPerson(reader: Reader, id: string): Promise<ProofList> {
    const personId = await this.findPerson.run(reader, id);
    const rows = (await this.dataSource.query(ofPerson, [personId, reader.accountGroupIds])) as {
      view: ProofView;
    }[];
    return { items: rows.map(({ view }) => view) };
  }
}

const named = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'key', case when ${alias}.kind <> 'mail' then coalesce(${alias}.handle, ${alias}.key) else ${alias}.key end)`;

const ofPerson = `
with mine as (select identity_id as id from link where person_id = $1 and withdrawn_at is null),
asked as (
  select p.* from mine join proof_request p on p.identity_id = mine.id
  union select p.* from mine join proof_request p on p.other_identity_id = mine.id)
select json_build_object('id', p.id, 'purpose', p.purpose, 'identity', ${named('i')},
  'state', case when p.used_at is not null then 'confirmed' when p.denied_at is not null then 'denied' when p.expires_at < clock_timestamp() then 'expired'
    when d.state in ('failed', 'bounced', 'cancelled') then 'failed'
    when d.state in ('queued', 'sending') then 'asked' else 'waiting' end,
  'other', case when o.id is not null then ${named('o')} end,
  'by', case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end,
  'askedAt', ${iso('p.asked_at')}, 'expiresAt', ${iso('p.expires_at')}, 'confirmedAt', ${iso('p.used_at')},
  'deniedAt', ${iso('p.denied_at')}, 'aboutMessageId', ${messageAskedAbout('p', 'm.id')}) as view
from asked p join identity i on i.id = p.identity_id join message m on m.id = p.message_id
  left join identity o on o.id = p.other_identity_id and ${identityVisibleTo('o', '$2')}
  left join agent a on a.id = p.agent_id
  left join delivery d on d.message_id = p.message_id
where p.invitation_id is null and ${visibleTo('m', '$2')} and (p.other_identity_id is null or o.id is not null)
order by p.asked_at desc, p.id limit ${shownMax}`;

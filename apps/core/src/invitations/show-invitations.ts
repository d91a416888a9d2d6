import type { InvitationLanguage, InvitationList, InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { FindPerson } from '../people-pages/find-person.js';
import { ProofLinks } from '../proofs/proof-links.js';
import { proofLanguage } from '../proofs/proof-words.js';
import { invitationText } from './invitation-words.js';
import { invitationJson } from './read-invitations.js';

interface Row {
  slug: string;
  language: string | null;
  view: Omit<InvitationView, 'url' | 'text'>;
}

/** Invitations as agents see them, of their own account groups alone. */
@Injectable()
export class ShowInvitations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
    private readonly links: ProofLinks,
  ) {}

  /** Of the public identities of a person, and those that one of its mail addresses has answered. */
  async ofPerson(reader: Reader, id: string): Promise<InvitationList> {
    const personId = await this.findPerson.run(reader, id);
    const rows = (await this.dataSource.query(ofPerson, [reader.accountGroupIds, personId])) as Row[];
    return { items: rows.map((row) => this.complete(row)) };
  }

  one(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<InvitationView> {
    return this.worded(reader, { id }, db);
  }

  /** Its words are in `language`, else in the one that is known of whom it invites, else in English. */
  async worded(
    reader: Reader,
    { id, language }: { id: string; language?: InvitationLanguage | undefined },
    db: Queryable,
  ): Promise<InvitationView> {
    const [row] = (await db.query(`${invitationJson('$1')} and v.id = $2`, [
      reader.accountGroupIds,
      id,
    ])) as Row[];
    if (row) return this.complete({ ...row, language: language ?? row.language });
    throw new DomainError('not-found', 'There is no invitation with this id that you may see.');
  }

  private complete({ slug, language, view }: Row): InvitationView {
    const url = this.links.ofInvitation(slug);
    return { ...view, url, text: invitationText(proofLanguage(language), url) };
  }
}

const ofPerson = `
with mine as (select identity_id as id from link where person_id = $2 and withdrawn_at is null),
theirs as (
  select v.id from mine join invitation v on v.identity_id = mine.id
  union select p.invitation_id from mine join proof_request p on p.identity_id = mine.id
  where p.invitation_id is not null and p.purpose = 'invitation' and p.used_at is not null
  union select c.invitation_id from mine join invitation_claim c on c.identity_id = mine.id)
${invitationJson('$1', '$2')} and v.id in (select id from theirs)
order by v.made_at desc, v.id`;

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../../database/new-id.js';
import type { ProofLanguage } from '../../proofs/proof-words.js';
import { isOver } from '../read-invitations.js';
import { isSlug } from '../slug.js';
import { mailAddress } from './typed-address.js';

export type InvitationAsked =
  | ({ state: 'open' } & Invited)
  /** What was typed is given back, to be mended. */
  | ({ state: 'not-an-address'; typed: string } & Invited)
  | { state: 'asked' | 'over' | 'unknown' };

/** Addresses of one invitation that wait for their mail; the worker takes them up within a second or so. */
const waitingMax = 20;

/**
 * An invitation as anybody sees it who opens its address. To look changes nothing. What a typed address leads to is decided by
 * the worker afterwards: neither the answer nor its time can tell whether we know the address.
 */
@Injectable()
export class TakeAddress {
  constructor(private readonly dataSource: DataSource) {}

  async look(slug: string): Promise<InvitationAsked> {
    const { over, ...open } = (await this.find(slug)) ?? { over: undefined };
    if (over === undefined) return { state: 'unknown' };
    return over ? { state: 'over' } : { ...(open as Invited), state: 'open' };
  }

  async take(slug: string, typed: string, language: ProofLanguage): Promise<InvitationAsked> {
    const found = await this.look(slug);
    if (found.state !== 'open') return found;
    const address = mailAddress(typed);
    if (address === undefined) return { ...found, state: 'not-an-address', typed };
    await this.dataSource.query(taking, [newId(), slug, address, language]);
    return { state: 'asked' };
  }

  private async find(slug: string): Promise<(Invited & { over: boolean }) | undefined> {
    if (!isSlug(slug)) return undefined;
    const [found] = (await this.dataSource.query(
      `select coalesce((select name from workspace), 'Filo') as organisation, left(coalesce(i.handle, i.key), 100) as account,
         ${isOver('v')} as over
       from invitation v join identity i on i.id = v.identity_id where v.slug = $1`,
      [slug],
    )) as (Invited & { over: boolean })[];
    return found;
  }
}

interface Invited {
  organisation: string;
  account: string;
}

const taking = `
insert into evidence_waiting (id, kind, evidence, account_group_id)
select $1::uuid, 'invited', jsonb_build_object('invitationId', v.id, 'address', $3::text, 'language', $4::text), v.account_group_id
from invitation v where v.slug = $2 and (
  select count(*) from (select from evidence_waiting w where w.kind = 'invited' and w.evidence ->> 'invitationId' = v.id::text
      and w.evidence ->> 'accountProofId' is null
    limit ${waitingMax}) waiting) < ${waitingMax}`;

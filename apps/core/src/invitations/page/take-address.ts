import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../../database/new-id.js';
import { anybodyFullUntil } from '../../proofs/ask-limits.js';
import type { ProofLanguage } from '../../proofs/proof-words.js';
import { pageFullUntil } from '../page-mails.js';
import { isOver } from '../read-invitations.js';
import { isSlug } from '../slug.js';
import { mailAddress } from './typed-address.js';

export type InvitationAsked =
  | ({ state: 'open' } & Invited)
  /** What was typed is given back, to be mended. */
  | ({ state: 'not-an-address'; typed: string } & Invited)
  /**
   * `asked-enough`: the page has mailed as many as it may to whoever is new to us; `asked-by-you`: to this client; `asked-by-many`: all
   * pages together in an hour.
   */
  | { state: 'asked' | 'asked-enough' | 'asked-by-many' | 'asked-by-you' | 'over' | 'unknown' };

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
    const found = await this.find(slug);
    return found ? opened(found) : { state: 'unknown' };
  }

  /** `may`: whether this client may have one more mail written, asked only where one would be. */
  async take({ slug, typed, language }: Typed, may: () => boolean): Promise<InvitationAsked> {
    const found = await this.find(slug);
    const page = found ? opened(found) : ({ state: 'unknown' } as const);
    if (page.state !== 'open') return page;
    const address = mailAddress(typed);
    if (address === undefined) return { ...page, state: 'not-an-address', typed };
    if (!may()) return { state: 'asked-by-you' };
    await this.dataSource.query(taking, [newId(), slug, address, language]);
    if (found?.full) return { state: 'asked-enough' };
    return { state: found?.paused ? 'asked-by-many' : 'asked' };
  }

  private async find(slug: string): Promise<Found | undefined> {
    if (!isSlug(slug)) return undefined;
    const [found] = (await this.dataSource.query(
      `select coalesce((select name from workspace), 'Filo') as organisation, left(coalesce(i.handle, i.key), 100) as account,
         ${isOver('v')} as over, ${pageFullUntil('v')} is not null as full,
         ${anybodyFullUntil('v.account_group_id')} is not null as paused
       from invitation v join identity i on i.id = v.identity_id where v.slug = $1`,
      [slug],
    )) as Found[];
    return found;
  }
}

interface Typed {
  slug: string;
  typed: string;
  language: ProofLanguage;
}

const opened = ({ over, organisation, account }: Found) =>
  over ? ({ state: 'over' } as const) : ({ state: 'open', organisation, account } as const);

interface Found extends Invited {
  over: boolean;
  /** Whatever address is typed: it tells nothing about one. */
  full: boolean;
  paused: boolean;
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

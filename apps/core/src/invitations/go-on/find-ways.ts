import { formDefinition, type FormDefinition } from '@filo/contracts/http';
import type { DataSource } from 'typeorm';
import { formChannel } from '../../forms/show-forms.js';
import { findByToken, findProof } from '../../proofs/find-proof.js';
import { directFormKey } from '../direct/direct-form.js';
import { isSlug } from '../slug.js';

/** A form of ours that can stand on a page of ours. */
export interface OfferedForm {
  /** Where the form service takes it. */
  action: string;
  definition: FormDefinition;
}

/** How somebody who was invited can go on in private. */
export interface Ways {
  /** The mailbox to write to. */
  mail: string | undefined;
  form: OfferedForm | undefined;
}

/** What a mailed link leads on to. */
export interface ProvenWays extends Ways {
  /** The address that its button has proven. */
  address: string;
}

/** What the link in a direct message leads on to. */
export interface DirectWays extends Ways {
  formKey: string;
}

interface StoredForm {
  key: string;
  definition: unknown;
}

interface Row {
  mail: string | null;
  /** Oldest first. */
  forms: StoredForm[];
}

/** More of one account group than anybody has; the page is read by strangers, and reads no more than these. */
const formsMax = 50;

/**
 * The ways to go on in private that the account group of an invitation has: its mailbox, and its oldest form that anybody may fill in and
 * that asks who writes and what.
 */
export class FindWays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly formUrl: string,
  ) {}

  /** Of a public invitation that its page names. */
  async ofInvitation(slug: string): Promise<Ways> {
    if (!isSlug(slug)) return none;
    return this.read(
      `(select account_group_id, null::uuid as message_id from invitation where slug = $1)`,
      slug,
    );
  }

  /** Of the link in a direct message, and by what a form on its page names that page; undefined for any other. */
  async ofDirect(token: string): Promise<DirectWays | undefined> {
    const link = await findByToken<{ hash: Buffer }>(this.dataSource, token, findingDirect);
    if (!link) return undefined;
    const ways = await this.read(
      `(select v.account_group_id, null::uuid as message_id from proof_request p join invitation v on v.id = p.invitation_id
        where p.id::text = split_part($1, '.', 1))`,
      token,
    );
    return { ...ways, formKey: directFormKey(link.hash) };
  }

  /** Of a mailed link of an invitation, once its button was pressed; undefined for any other. */
  async ofLink(token: string): Promise<ProvenWays | undefined> {
    const row = await findProof(this.dataSource, token);
    if (!row || row.purpose !== 'invitation' || !row.used || row.denied) return undefined;
    const ways = await this.read(
      `(select m.account_group_id, m.id as message_id from proof_request p join message m on m.id = p.message_id where p.id = $1)`,
      row.id,
    );
    return { ...ways, address: row.address };
  }

  private async read(of: string, id: string): Promise<Ways> {
    const [row] = (await this.dataSource.query(finding(of), [id, formChannel])) as Row[];
    return { mail: row?.mail ?? undefined, form: this.firstOffered(row?.forms ?? []) };
  }

  private firstOffered(forms: readonly StoredForm[]): OfferedForm | undefined {
    for (const form of forms) {
      const offered = this.offered(form);
      if (offered) return offered;
    }
    return undefined;
  }

  private offered({ key, definition }: StoredForm): OfferedForm | undefined {
    const { data } = formDefinition.safeParse(definition);
    const types = data?.fields.map(({ type }) => type) ?? [];
    if (data === undefined || !types.includes('email') || !types.includes('textarea')) return undefined;
    return { action: `${this.formUrl}/forms/${encodeURIComponent(key)}/submissions`, definition: data };
  }
}

const findingDirect = `select secret_hash as hash from proof_request where id = $1 and purpose = 'direct-invitation'`;

const none: Ways = { mail: undefined, form: undefined };

/** The mailbox that the link came from goes before all others, for an answer to it goes there. */
const finding = (of: string): string => `
select (
    select a.address::text from account a left join message m on m.id = at.message_id
    where a.channel = 'email' and a.state = 'active' and a.account_group_id = at.account_group_id
    order by a.id = m.account_id desc nulls last, a.created_at, a.id limit 1) as mail, (
    select coalesce(json_agg(json_build_object('key', f.address, 'definition', f.settings) order by f.created_at, f.id), '[]') from (
      select a.address, a.settings, a.created_at, a.id from account a
      where a.channel = $2 and a.state = 'active' and a.account_group_id = at.account_group_id
        and a.settings ->> 'requireSiteToken' is distinct from 'true'
      order by a.created_at, a.id limit ${formsMax}) f) as forms
from ${of} at`;

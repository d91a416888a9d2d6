import type { grantKeep } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';

type Kept = { generation: number; sealed: string };

/**
 * Keeps the newest tokens of a mailbox that signs in at a provider, which nobody but its connector can open: those on the
 * bus may be lost, and those of the consent void. The version of the account stays, so that no connector begins anew.
 */
export class KeepGrant {
  constructor(private readonly dataSource: DataSource) {}

  async run({
    accountId,
    grantedAt,
    generation,
    sealed,
  }: z.output<typeof grantKeep.request>): Promise<z.input<typeof grantKeep.reply>> {
    const given = { grantedAt, generation, sealed };
    const [[row]] = (await this.dataSource.query(keeping, [
      accountId,
      grantedAt,
      generation,
      JSON.stringify(given),
    ])) as [{ kept: Kept }[], number];
    if (!row) return { answer: 'not-this-consent' };
    const { kept } = row;
    return kept.generation > generation
      ? { answer: 'newer', generation: kept.generation, sealed: kept.sealed }
      : { answer: 'kept' };
  }
}

const keeping = `
update account set kept_grant =
  case when kept_grant ->> 'grantedAt' = $2 and (kept_grant ->> 'generation')::bigint >= $3::bigint then kept_grant else $4::jsonb end
where id = $1 and state <> 'removed' and settings #>> '{oauth,grantedAt}' = $2
returning kept_grant as kept`;

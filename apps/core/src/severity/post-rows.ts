import type { PublicReach } from '@filo/contracts';
import type { Columns } from '../database/row-arrays.js';
import type { SeverityReason } from './weigh-severity.js';

/** Rows of what a batch weighed; names are those of the columns. */
export interface PostRow {
  message_id: string;
  storm_id: string;
  account_group_id: string;
  author_identity_id: string;
  posted_at: string;
  reach: PublicReach | undefined;
  earlier: number;
  known: boolean;
  level: number;
  score: number;
  reasons: SeverityReason[];
  version: string;
}

export interface StormRow {
  id: string;
  account_group_id: string;
  level: number;
  score: number;
  signature: string | null;
  began_at: string;
  last_at: string;
}

export interface BandRow {
  account_group_id: string;
  band: number;
  storm_id: string;
  began_at: string;
}

export const postColumns = {
  ...{ message_id: 'uuid', storm_id: 'uuid', account_group_id: 'uuid', author_identity_id: 'uuid' },
  ...{ posted_at: 'timestamptz', reach: 'jsonb', earlier: 'int', known: 'boolean', level: 'int' },
  ...{ score: 'int', reasons: 'jsonb', version: 'text' },
} satisfies Columns;

export const stormColumns = {
  ...{ id: 'uuid', account_group_id: 'uuid', level: 'int', score: 'int', signature: 'text' },
  ...{ began_at: 'timestamptz', last_at: 'timestamptz' },
} satisfies Columns;

export const bandColumns = {
  ...{ account_group_id: 'uuid', band: 'int', storm_id: 'uuid', began_at: 'timestamptz' },
} satisfies Columns;

import type { LiveChange } from '../../live/record-live.js';
import type { KnownIdentity } from '../../people/resolve-identities.js';
import type { BatchRows } from '../batch-rows.js';
import type { Standing } from '../anchors-of-copies.js';
import type { BoundReports } from '../bind-reports.js';
import type { OwnIds } from '../own-ids.js';
import type { PlacingMemory } from '../placing-memory.js';

export interface BatchFacts {
  identities: ReadonlyMap<string, KnownIdentity>;
  /** Person by identity id; grows by the persons that the batch makes. */
  people: Map<string, string>;
  /** Persons of those whom the batch only names, by identity id. */
  named: ReadonlyMap<string, string>;
  memory: PlacingMemory;
  /** Parts of shared addresses whose words are answered from there, each with its address. */
  parts: ReadonlyMap<string, string>;
  /** With whom a mail to us stands, by the id of its first message: its copies in other account groups stand there, too. */
  anchors: Map<string, Standing>;
  ids: OwnIds;
  now: Date;
}

export interface BatchPlan {
  rows: BatchRows;
  /** Persons in whose threads somebody said something, with the account groups. */
  spoken: Map<string, Set<string>>;
  reports: BoundReports[];
  live: LiveChange[];
}

/** A plan in the making, with the facts that it rests on and that grow with it. */
export interface Planning {
  plan: BatchPlan;
  facts: BatchFacts;
}

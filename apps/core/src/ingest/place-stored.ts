import type { Queryable } from '../database/queryable.js';
import { noRows } from './batch-rows.js';
import type { Claimed } from './intake.js';
import type { BatchFacts, BatchPlan } from './planning/batch-plan.js';
import { planBatch } from './planning/plan-batch.js';
import { writeRows } from './write-rows.js';

/** Where stored messages would stand had they just come in. They stand with their authors already, and go to no part of theirs. */
export const planStored = (claimed: readonly Claimed[], facts: BatchFacts): BatchPlan =>
  planBatch(claimed, { ...facts, parts: new Map() });

/** Writes what such a plan makes anew, links in the name of `actor` if there is one; of the messages themselves nothing. */
export const writePlaces = async (db: Queryable, { rows }: BatchPlan, actor?: string): Promise<void> => {
  const { persons, topics, actions } = rows;
  const links = actor === undefined ? rows.links : rows.links.map((link) => ({ ...link, actor }));
  await writeRows(db, { ...noRows(), persons, links, topics, actions });
};

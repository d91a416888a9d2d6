import { z } from 'zod';
import { safeText, uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

const time = z.string();

/**
 * What a column of a customer list says. `mail`, `phone` and `site` are identities of the customer (several columns may be
 * addresses, and a cell may hold several); the rest are facts of them.
 */
export const importColumn = z
  .string()
  .regex(/^(ignore|name|mail|phone|site|customer-number|language|fact:[^\p{Cc}]{1,58})$/u);

/** `POST /api/v1/imports/preview`, the file as multipart/form-data: what the columns look like, before anything is stored. */
export const importPreview = z.object({
  encoding: z.enum(['utf-8', 'windows-1252']),
  delimiter: z.string(),
  columns: z.array(
    z.object({
      header: z.string(),
      samples: z.array(z.string()),
      /** What it probably is. */
      suggested: importColumn,
    }),
  ),
  /** Who may be given the list to read: the account groups that whoever imports sees, and everybody where they see all. */
  readers: z.object({
    everybody: z.boolean(),
    accountGroups: z.array(z.object({ id: uuid, name: z.string() })),
  }),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** The fields beside `file` of `POST /api/v1/imports` (multipart/form-data). */
export const importCreate = z.strictObject({
  /** Where the list comes from: it is named on every link and fact. */
  name: safeText(100).trim().min(1),
  /** A dry run counts what a run would do, and writes nothing but its counts. */
  mode: z.enum(['dry-run', 'run']),
  /** One for each column, in order. */
  columns: z.array(importColumn).min(1).max(100),
  /**
   * The account group that may see it and what it makes known, or `everybody`. Left out: everybody, where whoever imports sees
   * every account group; else the one that they see.
   */
  accountGroupId: z.union([z.literal('everybody'), uuid]).optional(),
  /** The form by which the users of a column `site` are known; needed where forms know different users. */
  siteForm: uuid.optional(),
});
export type ImportCreate = z.infer<typeof importCreate>;

export const importView = z.object({
  id: uuid,
  name: z.string(),
  fileName: z.string(),
  mode: z.enum(['dry-run', 'run']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'undoing', 'undone']),
  /** Rows of the file, without the header; null until it was read. */
  rows: z.int().nullable(),
  rowsDone: z.int(),
  /** Merges and facts that an undo has taken back so far. */
  takenBack: z.int(),
  counts: z.object({
    /** Addresses that were not known before. */
    newIdentities: z.int(),
    /** Rows that made one person of several, or would. */
    merges: z.int(),
    facts: z.int(),
    /** Rows that nothing was done for, and why: see `faults`. */
    badRows: z.int(),
  }),
  /** The first ones; all of them at `GET /api/v1/imports/:id/faults`. */
  faults: z.array(z.object({ line: z.int(), reason: z.string() })),
  /** The file and its bad rows are removed thirty days after the import ended; what an undo needs stays. */
  fileRemoved: z.boolean(),
  /** Who may see it and what it made known; null: everybody. */
  accountGroupId: uuid.nullable(),
  /** Why it failed. */
  problem: z.string().nullable(),
  by: agentBrief,
  createdAt: time,
  finishedAt: time.nullable(),
});
export type ImportView = z.infer<typeof importView>;
export const importList = z.object({ items: z.array(importView), next: z.string().nullable() });
export type ImportList = z.infer<typeof importList>;

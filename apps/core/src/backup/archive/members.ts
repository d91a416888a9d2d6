import { z } from 'zod';

/** The first member: what the backup holds. */
export const manifest = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** Names of the migrations that made the schema, oldest first. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type Manifest = z.infer<typeof manifest>;

/** The last member: what should have been read until here. */
export const ending = z.object({
  rows: z.record(z.string(), z.int()),
  sequences: z.record(z.string(), z.string()),
  blobs: z.int(),
  /** Blobs that the database names and that could not be read, or not as they were stored. */
  lostBlobs: z.array(z.string()),
  holdsKey: z.boolean(),
});
export type Ending = z.infer<typeof ending>;

export const manifestName = 'manifest.json';
export const endingName = 'end.json';
/** The installation's secret, from which the keys of all services are derived. */
export const keyName = 'secret-key';
export const tableName = (table: string): string => `tables/${table}`;
export const blobName = (sha256: string): string => `blobs/${sha256}`;

/** Which kind of member a name is, and which one of them. */
export const memberKind = (name: string): { kind: string; of: string } => {
  const [kind = '', of = ''] = name.split('/');
  return { kind, of };
};

export const textOf = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

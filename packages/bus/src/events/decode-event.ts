import { knownMajors, majorOf } from '@filo/contracts';
import { z } from 'zod';

export type Decoded<Event> =
  | { type: 'event'; event: Event }
  /** Written by a newer release: it waits until this service is upgraded too. */
  | { type: 'unknown-major'; major: number }
  | { type: 'unreadable'; reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the bytes of one event by its schema; unknown fields are ignored. */
export function decodeEvent<Schema extends z.ZodType>(
  schema: Schema,
  data: Uint8Array,
): Decoded<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(data));
  } catch (error) {
    return { type: 'unreadable', reason: `not JSON: ${(error as Error).message}` };
  }
  const major = majorOf(json);
  if (major === undefined) return { type: 'unreadable', reason: 'it names no version' };
  if (!knownMajors.includes(major)) return { type: 'unknown-major', major };
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { type: 'event', event: parsed.data }
    : { type: 'unreadable', reason: z.prettifyError(parsed.error).slice(0, 1_000) };
}

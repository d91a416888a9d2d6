import { z } from 'zod';
import { DomainError } from '../http/domain-error.js';

const shape = z.tuple([z.iso.datetime(), z.uuid()]);
const nameShape = z.tuple([z.string().max(1000), z.uuid()]);

/** Where a page ends: the instant it is sorted by, and the id that breaks ties. */
export type PageMark = z.infer<typeof shape>;

/** Before the first row of a list sorted newest first, and of one sorted oldest first. */
export const aboveAll: PageMark = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
export const belowAll: PageMark = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** A marker is opaque to callers: what it holds may change. */
export const writeMarker = (mark: PageMark): string => writePlace(mark);

/** Of a list that is sorted by something else. */
export const writePlace = (mark: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(mark)).toString('base64url');

/** Undefined stays undefined; throws a problem for what we did not write. */
export const readMarker = (text: string | undefined): PageMark | undefined => readPlace(shape, text);

/** The same of a list that is sorted by names. */
export const readNameMarker = (text: string | undefined): PageMark | undefined => readPlace(nameShape, text);

/** The same of a list that is sorted by something else. */
export const readPlace = <Place>(expected: z.ZodType<Place>, text: string | undefined): Place | undefined => {
  if (text === undefined) return undefined;
  try {
    return expected.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new DomainError(
      'bad-cursor',
      'This page marker is not one of ours. Start again without it.',
      {},
      { cause: error },
    );
  }
};

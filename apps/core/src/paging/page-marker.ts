import { z } from 'zod';
import { DomainError } from '../http/domain-error.js';

const shape = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where a page ends: the instant it is sorted by, and the id that breaks ties. */
export type PageMark = z.infer<typeof shape>;

/** A marker is opaque to callers: what it holds may change. */
export const writeMarker = (mark: PageMark): string =>
  Buffer.from(JSON.stringify(mark)).toString('base64url');

/** Undefined stays undefined; throws a problem for what we did not write. */
export const readMarker = (text: string | undefined): PageMark | undefined => {
  if (text === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new DomainError(
      'bad-cursor',
      'This page marker is not one of ours. Start again without it.',
      {},
      { cause: error },
    );
  }
};

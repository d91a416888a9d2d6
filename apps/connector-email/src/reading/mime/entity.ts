import type { Why } from '@filo/contracts';
import type { Headers } from './header-block.js';
import type { Parameters } from './parameters.js';

/** One node of a mail's MIME tree (RFC 2045). */
export interface Entity {
  headers: Headers;
  /** Lower-case `type/subtype`, defaulted by the rules of RFC 2045 and RFC 2046. */
  mediaType: string;
  type: Parameters;
  disposition: Parameters;
  children: Entity[];
  /** The body as sent, transfer encoding still on it. */
  body: Buffer;
  /** Header lines that are none, or a multipart without its boundary. */
  broken: boolean;
}

export interface MimeLimits {
  partsMax: number;
  depthMax: number;
}

/** The mail is built to hurt, or broken beyond use. Its headers may still be readable. */
export class MimeLimitExceeded extends Error {
  override readonly name = 'MimeLimitExceeded';
  readonly why: Why;

  constructor(message: string, { why }: { why: Why }) {
    super(message);
    this.why = why;
  }
}

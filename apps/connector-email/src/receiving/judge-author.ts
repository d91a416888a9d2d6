import type { AuthorProof } from '@filo/contracts';
import type { EmailSettings } from '../email-settings.js';
import type { DoorClient } from './arrival.js';

/** Says how sure we are of a mail's author. Must answer within 5 s and never throw: storing does not wait for DNS. */
export abstract class JudgeAuthor {
  abstract run(
    raw: Uint8Array,
    authorAddress: string,
    seen: { client?: DoorClient; settings: EmailSettings },
  ): Promise<AuthorProof>;
}

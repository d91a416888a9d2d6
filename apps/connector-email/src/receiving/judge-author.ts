import type { AuthorProof } from '@filo/contracts';
import type { EmailSettings } from '../email-settings.js';
import type { Signatures } from '../judging/verify-signatures.js';
import type { DoorClient } from './arrival.js';

export interface SeenOfMail {
  client?: DoorClient;
  settings: EmailSettings;
  /** Of this author, where they are verified already. */
  signatures?: Signatures;
}

/** Says how sure we are of a mail's author. Must answer within 5 s and never throw: storing does not wait for DNS. */
export abstract class JudgeAuthor {
  abstract run(raw: Uint8Array, authorAddress: string, seen: SeenOfMail): Promise<AuthorProof>;
}

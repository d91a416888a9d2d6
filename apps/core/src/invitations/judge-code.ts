import type { CodeRefusal } from '@filo/contracts/http';

/** A message of a public account that holds a code, beside the invitation that the code is of. */
export interface CodeFacts {
  byInvited: boolean;
  atAccount: boolean;
  proven: boolean;
  /** This code, or another one of the invitation, has joined somebody. */
  used: boolean;
  joined: boolean;
  /** By the platform's time of the message: what was posted in time and came late counts. */
  over: boolean;
  expired: boolean;
}

/** Of what the message says, what its author typed. */
interface Typed {
  code: boolean;
  address: boolean;
}

/** Why the message joins nobody; undefined when it proves the public account. Who wrote it comes first, then all else. */
export const judgeCode = (facts: CodeFacts, typed: Typed): CodeRefusal | undefined => {
  if (!facts.byInvited) return 'another-identity';
  if (!facts.atAccount) return 'another-account';
  if (!facts.proven) return 'unproven';
  if (facts.used || facts.joined) return 'used';
  if (facts.over) return 'invitation-over';
  if (facts.expired) return 'code-expired';
  if (!typed.code) return 'not-typed';
  return typed.address ? undefined : 'address-not-named';
};

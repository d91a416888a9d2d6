import type { CounterEvidenceCode, EvidenceCode } from '@filo/contracts/http';

/** One thing that speaks for or against two identities being of one person, as `suggestion` keeps it. */
export interface StoredReason<Code extends string> {
  code: Code;
  /** What is the same, as a short hash: the same reason again is no new evidence. */
  key: string;
  /** What its sentence names. */
  data: Readonly<Record<string, string | number>>;
  /** Weight in bits: the base-2 logarithm of how much likelier it is among pairs that are one person. */
  bits: number;
  /** The messages that it was read from; who may not see one of them is not told. */
  messageIds: readonly string[];
  /** What `data.people` counts. */
  counted?: Counted;
}
/** Who shows a token, but for so many of the pair itself; fewer than `from` others are not worth a word. */
export interface Counted {
  token: number;
  own: number;
  from: number;
}
export type StoredEvidence = StoredReason<EvidenceCode>;
export type StoredCounterEvidence = StoredReason<CounterEvidenceCode>;

/** How the same evidence is recognised after an agent has decided without it. */
export const evidenceName = ({ code, key }: { code: string; key: string }): string => `${code}:${key}`;

import { confidenceWords, type ConfidenceWords } from '@filo/contracts/http';
import type { StoredReason } from './stored-evidence.js';

/**
 * Log-odds, in bits, that two identities which were compared at all are one person, before anything speaks for or against:
 * one pair in 64. Pairs are compared only when they show a rare thing in common.
 */
export const priorBits = -6;

/** Pairs below it are not worth an agent's time. */
export const suggestedFrom = 0.6;

/**
 * How sure it is that two identities are one person, 0 to 1.
 *
 * The model of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969): each reason weighs log2(m/u) bits, where m is
 * how often it is seen among pairs that are one person and u among pairs that are not; the weights add up to the log-odds.
 * Reasons of one code say the same thing twice, so only the strongest of them counts. No sum is trusted beyond 10 bits either
 * way (about 1 in 1,000): the reasons are not quite independent, which the plain sum takes them to be.
 */
export const weighEvidence = (reasons: readonly Pick<StoredReason<string>, 'code' | 'bits'>[]): number => {
  const strongest = new Map<string, number>();
  for (const { code, bits } of reasons) {
    const known = strongest.get(code) ?? 0;
    if (Math.abs(bits) > Math.abs(known)) strongest.set(code, bits);
  }
  const sum = [...strongest.values()].reduce((total, bits) => total + bits, priorBits);
  return 1 / (1 + 2 ** -Math.max(-10, Math.min(10, sum)));
};

/** The same in words, as the inbox says it. */
export const sayConfidence = (confidence: number): ConfidenceWords => {
  if (confidence >= 0.98) return confidenceWords[3];
  if (confidence >= 0.9) return confidenceWords[2];
  return confidence >= 0.75 ? confidenceWords[1] : confidenceWords[0];
};

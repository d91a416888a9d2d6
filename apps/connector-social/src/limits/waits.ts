import { refusedMs } from './rate-limited.js';

/** How long a network has for an answer, and how long it is left alone after it refused for good. */
export interface Waits {
  answerMs: number;
  refusedMs: number;
}

export const waitsOf = ({ answerMs = 30_000, refusedMs: refused = refusedMs }: Partial<Waits>): Waits => ({
  answerMs,
  refusedMs: refused,
});

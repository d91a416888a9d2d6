import { CappedMap, createChallenge, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { z } from 'zod';

export type { Challenge };

const validMs = 600_000;
/** About 65,000 tries of four hashes: under a second on a laptop, some on an old phone, dear for a thousand posts. */
const difficulty = { algorithm: 'SHA-256', cost: 4, keyPrefix: '0000' } as const;

const payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('SHA-256'),
      nonce: z.string().max(200),
      salt: z.string().max(200),
      cost: z.number().max(100),
      keyLength: z.number().max(64),
      keyPrefix: z.string().max(64),
      data: z.object({ form: z.string() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().max(200), time: z.number().optional() }),
});

/** Proof of work in the format of ALTCHA 2, whose widget and libraries solve it too. Each solution counts once. */
export class ProofOfWork {
  readonly #used = new CappedMap<string, true>({ maxSize: 100_000 });

  constructor(private readonly secret: string) {}

  challenge(formKey: string, now: Date): Promise<Challenge> {
    return createChallenge({
      ...difficulty,
      data: { form: formKey },
      expiresAt: new Date(now.getTime() + validMs),
      deriveKey,
      hmacSignatureSecret: this.secret,
    });
  }

  /** True for a solution of a challenge of ours for this form, not expired and not used before. */
  async accept(formKey: string, given: unknown): Promise<boolean> {
    const parsed = payload.safeParse(decode(given));
    if (!parsed.success || parsed.data.challenge.parameters.data.form !== formKey) return false;
    const { challenge, solution } = parsed.data;
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: this.secret,
    });
    return verified && this.#used.setIfAbsent(challenge.signature, true);
  }
}

const decode = (given: unknown): unknown => {
  if (typeof given !== 'string' || given.length > 8_192) return undefined;
  try {
    return JSON.parse(Buffer.from(given, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
};

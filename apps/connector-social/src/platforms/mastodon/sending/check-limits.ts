import { PermanentError } from '@filo/connector';
import type { AccountLimits } from '@filo/contracts';
import { limitsFor, measureText } from '@filo/text-limits';
import descriptor from '../descriptor.json' with { type: 'json' };

interface Checking {
  /** What the instance allows. */
  limits: AccountLimits;
  warning: string;
  /** The address of the instance. */
  at: string;
}

/** Refuses what the instance would refuse, with the count. A content warning counts, and so does the name of whoever is answered. */
export const checkLimits = (parts: readonly string[], { limits, warning, at }: Checking): void => {
  // Whoever is answered is named in the parts already.
  const named = limitsFor(descriptor.text, { audience: 'public', limits, warning });
  for (const part of parts) {
    const { used, max } = measureText(named, part)!;
    if (used <= max) continue;
    throw new PermanentError(
      'text-too-long',
      `The answer has ${used} characters with the name of whoever is answered, and ${max} are the most at ${at}; nothing was posted. Take out ${used - max}.`,
    );
  }
};

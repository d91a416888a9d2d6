import type { SignatureVariable } from '@filo/contracts/http';
import { fillBlanks } from '@filo/text-limits';

/** What is known of who answers; a team is not always. */
export type SignatureValues = Partial<Record<SignatureVariable, string>>;

/** A signature as it leaves: what is not known is left out, and so is a line of which nothing is left. Pure. */
export const fillSignature = (text: string, values: SignatureValues): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map(
      (line) =>
        [
          line,
          fillBlanks(line, (name) => oneLine(values[name as SignatureVariable] ?? '')).trimEnd(),
        ] as const,
    )
    .filter(([line, filled]) => filled.trim() !== '' || line.trim() === '')
    .map(([, filled]) => filled)
    .join('\n')
    .trim();

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

import { z } from 'zod';

/**
 * Reads an app's settings once, at start: `loadConfig(schema, process.env)`. Returns a deeply frozen tree. Empty variables
 * count as absent. Throws {@link ConfigError} that names every bad key at once and never repeats a value, which may be a
 * secret. Secrets must be required in the schema: nothing here invents one.
 */
export const loadConfig = <Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> => {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present, { reportInput: false });
  if (parsed.success) return freeze(parsed.data);
  throw new ConfigError(parsed.error.issues.map((issue) => sentenceOf(issue, present)));
};

/** Some settings are missing or wrong; `faults` holds one sentence for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly string[]) {
    super(
      `${faults.length === 1 ? 'A setting is' : `${faults.length} settings are`} missing or wrong, so nothing was started:\n` +
        faults.map((fault) => `  - ${fault}`).join('\n'),
    );
  }
}

const sentenceOf = (issue: z.core.$ZodIssue, present: Record<string, unknown>): string => {
  const key = issue.path.join('.');
  const missing = issue.path.length === 1 && !(key in present);
  return `${key || 'the settings'}: ${missing ? 'must be set' : issue.message}`;
};

const freeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};

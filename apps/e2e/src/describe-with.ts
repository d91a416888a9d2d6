import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const otherNames: Readonly<Record<string, readonly string[]>> = {
  chromium: ['chromium-browser', 'google-chrome'],
};

/** Where a program lies that npm does not carry; undefined when it is not on this machine. */
export const findProgram = (name: string): string | undefined => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin'];
  const names = [name, ...(otherNames[name] ?? [])];
  return names.flatMap((one) => folders.map((folder) => join(folder, one))).find((path) => existsSync(path));
};

/** A suite that needs programs of Debian; without them it is named as left out, and with `CI=true` it fails. */
export const describeWith = (programs: readonly string[], name: string, suite: () => void): void => {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length === 0) return describe(name, suite);
  const why = `${missing.join(', ')} missing (Debian)`;
  if (process.env['CI'] === 'true') throw new Error(`CI=true allows no left-out suite: ${why}`);
  describe(name, () => it.skip(`left out: ${why}`, () => undefined));
};

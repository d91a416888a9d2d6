import { scriptVariables, type ScriptVariable } from '@filo/contracts/http';
import { fillBlanks } from '@filo/text-limits';

/** What is known of whom a script is filled in for; what is missing stays a blank. */
export type ScriptValues = Partial<Record<ScriptVariable, string>>;

const isVariable = (name: string): name is ScriptVariable =>
  (scriptVariables as readonly string[]).includes(name);

/** Puts what is known in place of the variables of a script. A value is no script: braces in it are drawn apart. */
export const fillVariables = (text: string, values: ScriptValues): string =>
  fillBlanks(text, (name) => {
    const value = isVariable(name) ? values[name]?.trim() : undefined;
    return value === undefined || value === '' ? undefined : value.replaceAll('{{', '{ {');
  });

/** How one begins a letter to somebody: the first word of a name that is one. An address or a handle is none. */
export const firstNameOf = (name: string): string | undefined => {
  const [first, ...rest] = name.trim().split(/\s+/u);
  if (!first || /[@\d]/u.test(name)) return undefined;
  // "Okafor, Amara" is written by lists and mail programs.
  return first.endsWith(',') ? rest[0] : first;
};

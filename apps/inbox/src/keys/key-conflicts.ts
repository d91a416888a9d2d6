import type { Command } from './commands';

/** Two commands of one scope on one key, a key with Alt, or a single key heard in text fields: all are mistakes. */
export function keyConflicts(commands: readonly Command[]): string[] {
  const problems: string[] = [];
  const owners = new Map<string, Command>();
  for (const command of commands)
    for (const key of command.keys) {
      const slot = `${command.scope} ${key.toLowerCase()}`;
      const owner = owners.get(slot);
      if (owner) problems.push(`${key}: ${owner.id} and ${command.id}`);
      owners.set(slot, command);
      if (/\b(alt|option)\b/i.test(key)) problems.push(`${key}: ${command.id} uses Alt`);
      if (command.inText && !/\$mod|Escape/.test(key))
        problems.push(`${key}: ${command.id} would eat letters`);
      const prefix = owners.get(`${command.scope} ${key.split(' ')[0]?.toLowerCase() ?? ''}`);
      if (key.includes(' ') && prefix) problems.push(`${key}: ${prefix.id} takes its first key`);
    }
  return problems;
}

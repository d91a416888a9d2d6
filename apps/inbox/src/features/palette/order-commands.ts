import type { Command } from '../../keys/commands';
import { readStored, writeStored } from '../../state/stored';

const key = 'filo.recent-commands';
const remembered = 5;

export const rememberCommand = (id: string): void => {
  const recent = readStored<string[]>(key, []).filter((known) => known !== id);
  writeStored(key, [id, ...recent].slice(0, remembered));
};

/** The commands used last on top, the rest as listed. */
export function orderCommands(commands: readonly Command[]): Command[] {
  const recent = readStored<string[]>(key, []);
  const rank = (command: Command) => {
    const at = recent.indexOf(command.id);
    return at < 0 ? remembered : at;
  };
  return commands.toSorted((a, b) => rank(a) - rank(b));
}

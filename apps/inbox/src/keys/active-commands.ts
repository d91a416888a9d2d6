import { useLayoutEffect, useRef } from 'react';
import type { CommandId } from './commands';

type Run = () => void;

interface Handler {
  run: Run;
  above: boolean;
}

/** Who answers a command now; the newest answers, so that a pane on top takes over and gives back. Whoever stands above answers before all others. */
const handlers = new Map<CommandId, Handler[]>();

const answering = (id: CommandId): Handler | undefined => {
  const all = handlers.get(id);
  return all?.findLast(({ above }) => above) ?? all?.at(-1);
};

export const activeCommands = (): CommandId[] => [...handlers.keys()];

/** Runs a command; answers whether anybody took it. */
export function runCommand(id: CommandId): boolean {
  const handler = answering(id);
  handler?.run();
  return handler !== undefined;
}

export const isActive = (id: CommandId): boolean => handlers.has(id);

/** Answers a command while the component is mounted and `enabled`: from the moment on in which it is seen, so that no key comes too early. */
export const useCommand = (id: CommandId, run: Run, enabled = true): void =>
  useHandler(id, run, { enabled, above: false });

/** The same for what stands above the page, whatever is opened below it meanwhile. */
export const useCommandAbove = (id: CommandId, run: Run, enabled = true): void =>
  useHandler(id, run, { enabled, above: true });

function useHandler(id: CommandId, run: Run, { enabled, above }: { enabled: boolean; above: boolean }): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const call = { run: () => latest.current(), above };
    handlers.set(id, [...(handlers.get(id) ?? []), call]);
    return () => {
      const rest = (handlers.get(id) ?? []).filter((candidate) => candidate !== call);
      if (rest.length) handlers.set(id, rest);
      else handlers.delete(id);
    };
  }, [id, enabled, above]);
}

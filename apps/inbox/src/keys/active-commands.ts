import { useLayoutEffect, useRef } from 'react';
import type { CommandId } from './commands';

type Run = () => void;

/** Who answers a command now; the newest answers, so that a pane on top takes over and gives back. */
const handlers = new Map<CommandId, Run[]>();

export const activeCommands = (): CommandId[] => [...handlers.keys()];

/** Runs a command; answers whether anybody took it. */
export function runCommand(id: CommandId): boolean {
  const run = handlers.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

export const isActive = (id: CommandId): boolean => handlers.has(id);

/** Answers a command while the component is mounted and `enabled`: from the moment on in which it is seen, so that no key comes too early. */
export function useCommand(id: CommandId, run: Run, enabled = true): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const call = () => latest.current();
    handlers.set(id, [...(handlers.get(id) ?? []), call]);
    return () => {
      const rest = (handlers.get(id) ?? []).filter((candidate) => candidate !== call);
      if (rest.length) handlers.set(id, rest);
      else handlers.delete(id);
    };
  }, [id, enabled]);
}

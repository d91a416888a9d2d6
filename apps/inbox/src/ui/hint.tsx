import { lazy, type ReactElement, Suspense } from 'react';
import type { CommandId } from '../keys/commands';
import { useHint } from './use-hint';

const HintBubble = lazy(() => import('./hint-bubble'));

interface HintProps {
  text?: string;
  command?: CommandId;
  /** One element: what the hint is about. */
  children: ReactElement;
}

/** A tooltip with the name of the command and its key, from the one list of commands. The bubble is loaded when it first shows. */
export function Hint({ text, command, children }: HintProps) {
  const { anchor, hide, watching } = useHint();
  return (
    <>
      <span className="contents" {...watching}>
        {children}
      </span>
      {anchor ? (
        <Suspense fallback={null}>
          <HintBubble anchor={anchor} onClose={hide} text={text} command={command} />
        </Suspense>
      ) : null}
    </>
  );
}

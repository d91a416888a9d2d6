import { type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { useCommand } from '../../../keys/active-commands';
import { changeDraft, draftOf } from '../../../state/drafts/draft-store';
import { insertWords } from '../../../state/drafts/word-field';
import { atLineStart } from './at-line-start';

const ScriptPicker = lazy(() => import('./script-picker'));

/** The way to a script: a command, and `/` where a line begins. */
export function useScripts(
  threadId: string,
  topicId: string | null,
  enabled: boolean,
): { picker: ReactNode; open(): void; onKeyDown(event: KeyboardEvent): void } {
  const [bySlash, setBySlash] = useState<boolean | null>(null);
  useCommand('composer.script', () => setBySlash(false), enabled);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!enabled || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.nativeEvent.isComposing || !atLineStart(event.target)) return;
    event.preventDefault();
    setBySlash(true);
  };
  // Whoever wanted a slash and not a script has it after Escape.
  const leave = () => {
    setBySlash(null);
    if (bySlash) requestAnimationFrame(() => insertWords('/'));
  };
  const take = (text: string) => {
    setBySlash(null);
    // Braces of before were meant; those of the script are blanks.
    if (draftOf(threadId, 'reply')?.asWritten) changeDraft(threadId, 'reply', { asWritten: false });
    requestAnimationFrame(() => insertWords(text));
  };
  const picker =
    bySlash === null ? null : (
      <Suspense fallback={null}>
        <ScriptPicker threadId={threadId} topicId={topicId} onTake={take} onClose={leave} />
      </Suspense>
    );
  return { picker, open: () => setBySlash(false), onKeyDown };
}

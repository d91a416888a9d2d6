import { useEffect, useRef } from 'react';
import { useCommand } from '../../keys/active-commands';
import { messageAround, newestAnswerable, requestAnswer } from '../../state/answer-requests';

/** Lets the palette answer the message that had the focus when it was opened; else the last one of theirs that is on the screen. */
export function PointedMessage() {
  const pointed = useRef<string>(undefined);
  useEffect(() => {
    const look = ({ target }: FocusEvent) => {
      // A dialog is over what it was opened from.
      if (target instanceof Element && !target.closest('[role=dialog]'))
        pointed.current = messageAround(target);
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, []);
  useCommand('composer.reply-here', () => {
    const messageId = pointed.current ?? newestAnswerable();
    if (messageId !== undefined) requestAnswer(messageId);
  });
  return null;
}

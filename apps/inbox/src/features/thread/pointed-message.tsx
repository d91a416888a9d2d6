import { useEffect, useRef } from 'react';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { messageAround, newestAnswerable, requestAnswer } from '../../state/answer-requests';
import { showProblem } from '../../state/toasts';

/** Lets the palette answer, forward, resend, look for, send again and take back the message that had the focus when it was opened; else the last one that is on the screen. */
export default function PointedMessage() {
  const pointed = useRef<string>(undefined);
  const article = useRef<Element>(undefined);
  useEffect(() => {
    const look = ({ target }: FocusEvent) => {
      // A dialog is over what it was opened from.
      if (!(target instanceof Element) || target.closest('[role=dialog]')) return;
      pointed.current = messageAround(target);
      article.current = target.closest('article[data-message-id]') ?? undefined;
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, []);
  useCommand('composer.reply-here', () => {
    const messageId = pointed.current ?? newestAnswerable();
    if (messageId !== undefined) requestAnswer(messageId);
  });
  const press = (button: string) =>
    (
      article.current?.querySelector<HTMLElement>(button) ??
      [...document.querySelectorAll<HTMLElement>(button)].at(-1)
    )?.click();
  const pressMeant = (button: string, otherwise: string) => {
    const meant = article.current?.isConnected ? article.current : undefined;
    const buttons = [...(meant ?? document).querySelectorAll<HTMLElement>(button)];
    if (buttons.length === 0) showProblem(t(otherwise));
    buttons.at(-1)?.click();
  };
  useCommand('composer.forward', () => press('[data-forward]'));
  useCommand('composer.resend', () => press('[data-resend]'));
  useCommand('composer.look-again', () => pressMeant('[data-look-again]', 'look-again.nothing'));
  useCommand('composer.send-again', () => pressMeant('[data-send-again]', 'send-again.nothing'));
  // What has the focus is meant, and nothing else: there is no way back.
  useCommand('thread.take-back', () => pressMeant('[data-take-back]', 'take-back.nothing'));
  return null;
}

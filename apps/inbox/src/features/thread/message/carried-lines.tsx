import type { MessageView } from '@filo/contracts/http';
import { Forward } from 'lucide-react';
import { fullWhen } from '../../../i18n/format';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';

interface CarriedLinesProps {
  message: MessageView;
  onPerson(id: string): void;
}

/** Of which message it is a copy, and to whom it went on from here. */
export default function CarriedLines({ message, onPerson }: CarriedLinesProps) {
  const { carries, carriedBy = [] } = message;
  const lines = [
    ...(carries
      ? [{ id: carries.messageId, threadId: carries.threadId, text: t(`carried.${carries.kind}-of`) }]
      : []),
    ...carriedBy.map(({ kind, messageId, threadId, to, by, at }) => ({
      ...{ id: messageId, threadId },
      text: t(`carried.${kind}-to`, { to, by: by ?? '', at: fullWhen(at) }),
    })),
  ];
  return (
    <ul className="mt-1.5 space-y-0.5 text-xs text-ink-2">
      {lines.map(({ id, threadId, text }) => (
        <li key={id} className="flex items-center gap-1.5">
          <Forward className="size-3 shrink-0" aria-hidden />
          {threadId === null || threadId === message.threadId ? (
            <span className="wrap-anywhere">{text}</span>
          ) : (
            <button
              type="button"
              className="min-h-6 text-start wrap-anywhere underline max-md:min-h-11"
              onClick={() => onPerson(threadId)}
            >
              {text}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

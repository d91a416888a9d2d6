import type { OkRequest } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { replyOptionsQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';

interface OkAccountChoiceProps {
  asked: OkRequest;
  /** Undefined: it stays as it is; null: the account that answers by itself. */
  chosen: string | null | undefined;
  onChoose(accountId: string | null): void;
}

/** From which account of ours it goes: shown where there is a choice, and where the one that was chosen can say it no more. */
export function OkAccountChoice({ asked, chosen, onChoose }: OkAccountChoiceProps) {
  const { threadId, answers, accountGone } = asked;
  const { data } = useQuery({
    ...replyOptionsQuery(threadId ?? '', null, answers.messageId),
    enabled: threadId !== null,
  });
  if (!data) return null;
  const { accounts } = data;
  const [first] = accounts;
  if (!first) return <p className="text-sm text-danger">{t('oks.no-account-left')}</p>;
  const wanted = chosen === undefined ? asked.accountId : chosen;
  const isLost = wanted !== null && accounts.every(({ id }) => id !== wanted);
  if (accounts.length === 1 && !accountGone && !isLost) return null;
  return (
    <label className="flex max-w-full flex-wrap items-center gap-1.5 text-sm text-ink-2">
      {t('composer.from')}
      <select
        value={isLost ? '' : (wanted ?? first.id)}
        onChange={({ target: { value } }) => onChoose(value === first.id ? null : value)}
        required
        className="min-h-8 max-w-full min-w-0 rounded-input border border-line-strong bg-surface px-2 text-sm max-md:min-h-11"
      >
        {isLost ? (
          <option value="" disabled>
            {t('oks.choose-account')}
          </option>
        ) : null}
        {accounts.map(({ id, address }) => (
          <option key={id} value={id}>
            {address}
          </option>
        ))}
      </select>
    </label>
  );
}

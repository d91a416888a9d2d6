import type { ReplyOptions } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';

interface AccountChoiceProps {
  options: ReplyOptions;
  write(change: Partial<Draft>): void;
}

/** Which account of ours says it, where several can; the first of them does by itself. */
export default function AccountChoice({ options, write }: AccountChoiceProps) {
  const [first] = options.accounts;
  const chosen = options.accounts.find(({ address }) => address === options.accountAddress) ?? first;
  return (
    <label className="inline-flex max-w-full min-w-0 items-center gap-1.5 text-xs text-ink-2">
      {t('composer.from')}
      <select
        value={chosen?.id}
        onChange={({ target: { value } }) => write({ accountId: value === first?.id ? null : value })}
        className="min-h-8 max-w-full min-w-0 rounded-input border border-line-strong bg-surface px-2 text-sm max-md:min-h-11"
      >
        {options.accounts.map(({ id, address }) => (
          <option key={id} value={id}>
            {address}
          </option>
        ))}
      </select>
    </label>
  );
}

import type { SignaturesOffered } from '@filo/contracts/http';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { signatureName } from '../../i18n/signature-name';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { emptyDraft } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { fittingSignature } from '../../state/drafts/fitting-choices';

interface SignatureBelowProps {
  threadId: string;
  offered: SignaturesOffered;
  write(change: Partial<Draft>): void;
}

/** What will stand below the answer, folded, and the way to another or none. */
export default function SignatureBelow({ threadId, offered, write }: SignatureBelowProps) {
  const draft = useDraft(threadId, 'reply') ?? emptyDraft();
  const [open, setOpen] = useState(false);
  const words = useId();
  const chosen = fittingSignature(draft, { signatures: offered });
  const text = offered.items.find(({ id }) => id === chosen)?.text ?? '';
  const choose = (value: string) =>
    write({ signature: value === (offered.byDefault ?? 'none') ? null : value });
  const Fold = open ? ChevronDown : ChevronRight;
  return (
    <section
      aria-label={t('signatures.below')}
      className="px-3 pb-1 text-xs text-ink-2 max-md:group-data-folded/composer:hidden"
    >
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          aria-expanded={open && text !== ''}
          aria-controls={words}
          disabled={text === ''}
          onClick={() => setOpen(!open)}
          className="inline-flex min-h-6 items-center gap-1 rounded-full bg-sunken px-2 hover:text-ink max-md:min-h-11"
        >
          <Fold className="size-3.5" aria-hidden />
          {t(text === '' ? 'signatures.without' : 'signatures.below')}
        </button>
        <select
          aria-label={t('signatures.choose')}
          value={chosen ?? 'none'}
          onChange={({ target }) => choose(target.value)}
          className="min-h-6 max-w-full rounded-input border border-line-strong bg-surface px-2 max-md:min-h-11"
        >
          {offered.items.map(({ id, team, language }) => (
            <option key={id} value={id}>
              {signatureName(team, language)}
            </option>
          ))}
          <option value="none">{t('signatures.none-below')}</option>
        </select>
      </div>
      <div id={words}>
        {open && text !== '' ? (
          <p
            dir="auto"
            className="mt-1 border-s-2 border-line ps-3 text-sm wrap-anywhere whitespace-pre-line text-ink-2"
          >
            {text}
          </p>
        ) : null}
      </div>
    </section>
  );
}

import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import type { Draft } from '../../../state/drafts/draft';
import { goToBlank } from '../../../state/drafts/word-field';
import { Button } from '../../../ui/button';

interface BlanksLeftProps {
  blanks: readonly string[];
  write(change: Partial<Draft>): void;
}

/** Names the blanks of a script that are not filled in, which keep the answer from leaving. */
export default function BlanksLeft({ blanks, write }: BlanksLeftProps) {
  return (
    <div
      role="status"
      className="mx-2 mb-1 flex flex-wrap items-center gap-2 rounded-input bg-warn-bg px-3 py-1.5 text-sm text-warn"
    >
      <span>
        {t('scripts.blanks')} <bdi className="font-medium">{blanks.join(', ')}</bdi>
      </span>
      <span className="ms-auto flex gap-2">
        <Button size="small" onPress={goToBlank}>
          {t('scripts.to-blank')}
        </Button>
        <Button size="small" tone="quiet" onPress={() => write({ asWritten: true })}>
          {t('scripts.as-written')}
        </Button>
      </span>
    </div>
  );
}

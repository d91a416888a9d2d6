import type { ReplyOptions } from '@filo/contracts/http';
import { ShieldCheck } from 'lucide-react';
import { saySeverity } from '../../i18n/say-severity';
import { t } from '../../i18n/t';
import { AskingLine } from './asking-line';

interface OkNoticeProps {
  ok: NonNullable<ReplyOptions['ok']>;
  /** The post that is answered. */
  answersId: string | null;
}

/** Why the answer that is written here is read by a colleague before it leaves, and what to do where there is none. */
export function OkNotice({ ok, answersId }: OkNoticeProps) {
  return (
    <div role="note" className="flex gap-2 rounded-panel border border-warn bg-warn-bg p-2 text-sm text-warn">
      <ShieldCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 wrap-anywhere">
        {t('oks.needed', { why: ok.why.map(saySeverity).join('; ') })}{' '}
        {ok.colleagues === 0 ? t('oks.nobody-else') : null}
        <AskingLine asking={ok.asking} other={{ answersId, words: 'oks.asking-other-here' }} />
      </div>
    </div>
  );
}

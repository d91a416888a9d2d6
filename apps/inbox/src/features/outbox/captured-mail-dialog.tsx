import type { CapturedMail } from '@filo/contracts/http';
import { useMemo, useState } from 'react';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { bytesOf, readMail } from './read-mail';

const tabs = ['headers', 'text', 'raw'] as const;

/** One captured mail: its headers, its text as a mail program shows it, and every byte of it. */
export function CapturedMailDialog({ mail, onClose }: { mail: CapturedMail; onClose(): void }) {
  const [tab, setTab] = useState<(typeof tabs)[number]>('text');
  const bytes = useMemo(() => bytesOf(mail.raw), [mail.raw]);
  const parts = useMemo(() => readMail(bytes), [bytes]);
  const download = () => {
    const url = URL.createObjectURL(new Blob([bytes], { type: 'message/rfc822' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${mail.id}.eml` });
    link.click();
    URL.revokeObjectURL(url);
  };
  const shown = { headers: parts.headers, text: parts.text ?? t('outbox.no-text'), raw: parts.raw }[tab];
  return (
    <Dialog title={mail.subject || t('row.no-subject')} isOpen onClose={onClose} width="max-w-200">
      <div className="p-4">
        <div role="tablist" aria-label={t('outbox.parts')} className="mb-3 flex items-center gap-1">
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`mail-tab-${one}`}
              aria-selected={tab === one}
              aria-controls="mail-part"
              onClick={() => setTab(one)}
              className={cx(
                'min-h-8 rounded-control px-3',
                tab === one ? 'bg-selected font-medium text-accent' : 'text-ink-2 hover:bg-hover',
              )}
            >
              {t(`outbox.${one}`)}
            </button>
          ))}
          <button
            type="button"
            onClick={download}
            className="ms-auto min-h-8 px-2 text-sm text-accent underline"
          >
            {t('outbox.download')}
          </button>
        </div>
        <pre
          id="mail-part"
          role="tabpanel"
          tabIndex={0}
          aria-labelledby={`mail-tab-${tab}`}
          dir="auto"
          className={cx(
            'max-h-[60vh] overflow-auto rounded-input bg-sunken p-3 whitespace-pre-wrap wrap-anywhere',
            tab === 'text' ? 'font-sans text-md' : 'font-mono text-xs',
          )}
        >
          {shown}
        </pre>
      </div>
    </Dialog>
  );
}

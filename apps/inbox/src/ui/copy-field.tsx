import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n/t';
import { Button } from './button';

/** Text to take elsewhere, with a button that copies it. */
export function CopyField({ label, text, rows = 1 }: { label: string; text: string; rows?: number }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div className="space-y-1">
      <p className="text-sm font-medium text-ink-2">{label}</p>
      <div className="flex items-start gap-2">
        <textarea
          readOnly
          aria-label={label}
          rows={rows}
          value={text}
          onFocus={(event) => event.target.select()}
          className="min-h-9 min-w-0 flex-1 resize-none max-md:min-h-24 max-md:break-all rounded-input border border-line bg-sunken px-2.5 py-2 font-mono text-xs"
        />
        <Button onPress={copy} aria-label={t('action.copy-what', { what: label })}>
          {copied ? (
            <Check className="size-4 text-ok" aria-hidden />
          ) : (
            <Copy className="size-4" aria-hidden />
          )}
          {copied ? t('action.copied') : t('action.copy')}
        </Button>
      </div>
    </div>
  );
}

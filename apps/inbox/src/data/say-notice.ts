import type { Notice } from '@filo/contracts/http';
import { clock } from '../i18n/format';
import '../i18n/later-words';
import { t } from '../i18n/t';

/** What a notice says, in one line. */
export function sayNotice({ kind, what, personName, by, dueAt, webhook }: Notice): string {
  const name = personName;
  const who = by?.name ?? t('notices.somebody');
  switch (kind) {
    case 'assigned':
      return by ? t('notices.assigned', { name, by: who }) : t('notices.assigned-rule', { name });
    case 'mentioned':
      return t('notices.mentioned', { name, by: who });
    case 'promise':
      return dueAt ? t('notices.promise', { name, at: clock(dueAt) }) : t('notices.promise-gone', { name });
    case 'failed':
      return t('notices.failed', { name });
    case 'ok':
      return t('notices.ok', { name, by: who });
    case 'webhook':
      return t(what === 'gone' ? 'notices.webhook-gone' : 'notices.webhook-failing', {
        name: webhook?.name ?? '',
      });
    case 'news':
      if (what === 'note') return t('notices.note', { name, by: who });
      return what === 'closed' ? t('notices.closed', { name, by: who }) : t('notices.message', { name });
  }
}

import { Lock } from 'lucide-react';
import { t } from '../i18n/t';

/** Why a page shows no buttons to those who may look but not change. */
export function AdminOnlyNote() {
  return (
    <p className="mb-4 flex items-center gap-2 text-ink-2">
      <Lock className="size-4 shrink-0" aria-hidden />
      {t('admin.only-admins')}
    </p>
  );
}

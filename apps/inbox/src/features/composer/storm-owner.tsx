import { UserCheck } from 'lucide-react';
import '../../i18n/later-words';
import { t } from '../../i18n/t';

/** That a colleague has all that is said alike in public, so that nobody answers it beside them unseen. */
export default function StormOwner({ owner }: { owner: { name: string } }) {
  return (
    <p
      role="status"
      className="mx-3 mt-1 flex items-start gap-2 rounded-input bg-sunken p-2 text-sm text-ink-2"
    >
      <UserCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>{t('board.storm-owner', { name: owner.name })}</span>
    </p>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ShieldBan } from 'lucide-react';
import { personQuery } from '../../../data/people';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { useUnblockPerson } from './use-unblock-person';

/** Says over a thread that it stands in no list, since everybody who speaks in it is blocked, and leads back. */
export default function BlockedBanner({ personId }: { personId: string }) {
  const { data } = useQuery(personQuery(personId));
  const blocked = (data?.identities ?? []).filter((one) => one.blocked);
  const unblock = useUnblockPerson(blocked);
  const theirs = (data?.identities ?? []).filter(({ ours }) => !ours);
  if (blocked.length === 0 || blocked.length < theirs.length) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 border-b border-line bg-danger-bg px-4 py-2 text-sm text-danger"
    >
      <ShieldBan className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1">{t('block.banner')}</p>
      <Button onPress={unblock}>{t('spam.not-spam')}</Button>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { Maximize2 } from 'lucide-react';
import { t } from '../i18n/t';

/** From the pane to the page of the same profile. */
export function ProfileLink({ personId }: { personId: string }) {
  return (
    <p className="px-4 pt-3 text-end">
      <Link
        to="/people/$id"
        params={{ id: personId }}
        className="inline-flex min-h-6 items-center gap-1.5 text-sm text-accent underline max-md:min-h-11"
      >
        <Maximize2 className="size-3.5" aria-hidden />
        {t('profile.open-page')}
      </Link>
    </p>
  );
}

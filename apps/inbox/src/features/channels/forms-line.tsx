import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formsQuery } from '../../data/admin/accounts';
import { t } from '../../i18n/t';

/** People write through forms too, which have a page of their own. */
export function FormsLine() {
  const { data } = useQuery(formsQuery);
  if (!data) return null;
  return (
    <p className="mt-4 text-ink-2">
      {t('channels.forms', { count: data.items.length })}{' '}
      <Link to="/admin/forms" className="text-accent underline">
        {t('channels.to-forms')}
      </Link>
    </p>
  );
}

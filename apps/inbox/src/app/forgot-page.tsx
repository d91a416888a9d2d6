import { Link } from '@tanstack/react-router';
import { ForgotForm } from '../features/welcome/forgot-form';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { EntryPage } from './entry-page';

/** For agents who forgot their password. */
export default function ForgotPage() {
  return (
    <EntryPage title={t('forgot.title')} lead={t('forgot.lead')}>
      <ForgotForm />
      <Link to="/sign-in" className="mt-4 inline-block text-accent underline">
        {t('forgot.back')}
      </Link>
    </EntryPage>
  );
}

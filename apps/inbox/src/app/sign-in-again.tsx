import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery, useAgent } from '../data/session';
import { SignInForm } from '../features/sign-in/sign-in-form';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { sessionExpired } from '../state/session-expiry';
import { Dialog } from '../ui/dialog';

/** Asks to sign in again above the page, which keeps everything that was typed. */
export default function SignInAgain() {
  const agent = useAgent();
  const client = useQueryClient();
  return (
    <Dialog
      title={t('session.expired')}
      isOpen
      dismissable={false}
      onClose={() => undefined}
      width="max-w-100"
    >
      <div className="p-5">
        <p className="mb-4 text-ink-2">{t('session.expired-hint')}</p>
        <SignInForm
          email={agent.email}
          onSignedIn={(session) => {
            // Someone else: nothing of the page before may be shown to them.
            if (session.agent.id !== agent.id) return location.assign('/');
            client.setQueryData(sessionQuery.queryKey, session);
            sessionExpired.getState().renew();
            void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
          }}
        />
      </div>
    </Dialog>
  );
}

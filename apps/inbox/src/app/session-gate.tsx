import { lazy, Suspense } from 'react';
import { sessionExpired } from '../state/session-expiry';

const SignInAgain = lazy(() => import('./sign-in-again'));

/** Stands before the page while the session is gone. */
export function SessionGate() {
  const expired = sessionExpired((state) => state.expired);
  return expired ? (
    <Suspense fallback={null}>
      <SignInAgain />
    </Suspense>
  ) : null;
}

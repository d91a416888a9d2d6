import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { makeQueryClient } from '../data/query-client';
import { localeOf } from '../i18n/languages';
import { applyAppearance, usePreferences } from '../state/preferences';
import { ToastRegion } from '../ui/toast-region';
import { makeRouter } from './router';

/** The whole application. A change of language mounts it anew, so that texts need no subscription. */
export function App() {
  const language = usePreferences((state) => state.language);
  const [client] = useState(makeQueryClient);
  const [router] = useState(() => makeRouter(client));
  useEffect(() => usePreferences.subscribe(applyAppearance), []);
  return (
    <I18nProvider locale={localeOf(language)}>
      <QueryClientProvider client={client} key={language}>
        <RouterProvider router={router} />
        <ToastRegion />
      </QueryClientProvider>
    </I18nProvider>
  );
}

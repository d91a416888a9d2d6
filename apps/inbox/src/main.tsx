import '@fontsource-variable/atkinson-hyperlegible-next';
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { activateLanguage } from './i18n/activate-language';
import { applyAppearance, usePreferences } from './state/preferences';

const preferences = usePreferences.getState();
applyAppearance(preferences);
await activateLanguage(preferences.language);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
void import('./keys/keep-focus').then(({ keepFocus }) => keepFocus());

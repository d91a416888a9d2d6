import { i18n } from '@lingui/core';
import { cleanup, configure } from '@testing-library/react';
import { TextDecoder, TextEncoder } from 'node:util';
import { messages } from '../src/i18n/locales/en.po';
import '../src/i18n/later-words';
import { forgetAnnouncements } from '../src/state/announcer';
import { keepChannels } from '../src/state/known-channels';
import { announcedChannels } from './fixture/fixture-channels';

// jsdom lacks what every browser has.
Object.assign(globalThis, { TextDecoder, TextEncoder });
globalThis.CSS ??= {} as typeof CSS;
CSS.escape ??= (text: string) => text.replace(/[^\w-]/g, (character) => `\\${character}`);
window.matchMedia ??= (query: string) =>
  ({
    matches: /min-width/.test(query),
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.assign(globalThis, {
  ResizeObserver: globalThis.ResizeObserver ?? NoObserver,
  IntersectionObserver: globalThis.IntersectionObserver ?? NoObserver,
});
Element.prototype.scrollTo ??= () => undefined;

// Conditions are waited for, not times: a busy machine only takes longer.
configure({ asyncUtilTimeout: 20_000 });

i18n.load('en', messages);
i18n.activate('en');
keepChannels(announcedChannels);
// Each test begins in a browser that has kept nothing.
localStorage.clear();

afterEach(() => {
  cleanup();
  forgetAnnouncements();
  localStorage.clear();
});

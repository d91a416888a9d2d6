import { i18n } from '@lingui/core';
import { messages } from './locales/later/en.po';

/** English words that the first page does without: what is loaded late imports this. Other languages have them in their one catalog. */
i18n.load('en', messages);

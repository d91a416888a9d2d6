import type { LiveChange } from '../live/record-live.js';

/** Tells every inbox to look again; it names nobody, so that it tells nothing to those who may not see the pair. */
export const suggestionsChanged: LiveChange = { accountGroupId: null, kind: 'suggestions', data: {} };

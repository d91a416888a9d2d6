import type { WritingBegun, WritingToBegin } from '@filo/contracts/http';
import { request } from './api/request';

/** In whose thread a mail to this address stands; nothing is sent. */
export const beginWriting = (wanted: WritingToBegin): Promise<WritingBegun> =>
  request('/people', { method: 'POST', body: wanted });

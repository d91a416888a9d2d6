import type { SignatureCreate, SignatureList, SignaturePatch, SignatureView } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export const signaturesQuery = queryOptions({
  queryKey: ['signatures'] as const,
  queryFn: ({ signal }) => request<SignatureList>('/signatures', { signal }),
});

export const makeSignature = (body: SignatureCreate): Promise<SignatureView> =>
  request('/signatures', { method: 'POST', body });
export const changeSignature = (id: string, body: SignaturePatch): Promise<SignatureView> =>
  request(`/signatures/${id}`, { method: 'PATCH', body });

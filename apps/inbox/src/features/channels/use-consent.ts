import { useMutation } from '@tanstack/react-query';
import { beginConsent } from '../../data/admin/oauth';

/** Begins a sign-in at a provider and leaves for its page. */
export const useConsent = () =>
  useMutation({ mutationFn: beginConsent, onSuccess: ({ url }) => window.location.assign(url) });

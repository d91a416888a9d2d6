import { useMutation, useQueryClient } from '@tanstack/react-query';
import { personQuery, putPhoto, removePhoto } from '../../../data/people';
import { shrinkPhoto } from './shrink-photo';

/** Gives the person this photo, or with null takes theirs away; what the server answers is shown at once. */
export function usePhoto(personId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File | null) =>
      file ? putPhoto(personId, await shrinkPhoto(file)) : removePhoto(personId),
    onSuccess: (person) => client.setQueryData(personQuery(personId).queryKey, person),
  });
}

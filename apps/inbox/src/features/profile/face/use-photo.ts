import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PersonDetail } from '@filo/contracts/http';
import { personQuery, putPhoto, readPhoto, removePhoto } from '../../../data/people';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';
import { shrinkPhoto } from './shrink-photo';

/**
 * Gives the person this photo, or with null takes theirs away; what the server answers is shown at once, with a toast that
 * takes it back. The photo that was is kept by this page alone: the server lets go of it.
 */
export function usePhoto({ id, photo }: Pick<PersonDetail, 'id' | 'photo'>) {
  const client = useQueryClient();
  const put = async (picture: Blob | null) => {
    const person = await (picture ? putPhoto(id, picture) : removePhoto(id));
    client.setQueryData(personQuery(id).queryKey, person);
  };
  return useMutation({
    mutationFn: async (file: File | null) => {
      const before = await readPhoto({ id, photo });
      await put(file ? await shrinkPhoto(file) : null);
      return before;
    },
    onSuccess: (before, file) => {
      const text = t(file ? 'profile.photo-changed' : 'profile.photo-removed');
      const back = () => void put(before ?? null).catch((error: unknown) => showProblem(explain(error)));
      // Of a photo that could not be read there is nothing to bring back.
      const undo = before === undefined && photo !== null ? {} : { undo: back };
      showToast({ tone: 'done', text, ...undo });
    },
  });
}

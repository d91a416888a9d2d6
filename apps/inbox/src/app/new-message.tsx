import type { MessageView } from '@filo/contracts/http';
import { useNavigate } from '@tanstack/react-router';
import NewMessageDialog from '../features/new-message/new-message-dialog';
import { expectFocus, moveFocus } from '../state/focus-requests';

interface NewMessageProps {
  forwards?: MessageView | undefined;
  onClose(): void;
}

/** Asks to whom a new message goes, and leads to where it is written. */
export default function NewMessage({ forwards, onClose }: NewMessageProps) {
  const navigate = useNavigate();
  return (
    <NewMessageDialog
      forwards={forwards}
      onClose={onClose}
      onThread={(person, place) => {
        onClose();
        expectFocus(place);
        moveFocus(place);
        void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person } });
      }}
    />
  );
}

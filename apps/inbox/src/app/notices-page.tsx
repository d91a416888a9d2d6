import { useNavigate } from '@tanstack/react-router';
import List from '../features/notices/notices-page';
import { useOpenNotice } from './open-notice';

/** What this agent was told; each leads to where it happened. */
export default function NoticesPage() {
  const navigate = useNavigate();
  return <List onOpen={useOpenNotice()} onChoices={() => void navigate({ to: '/account' })} />;
}

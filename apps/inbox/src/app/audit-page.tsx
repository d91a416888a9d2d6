import { getRouteApi } from '@tanstack/react-router';
import AuditLogPage from '../features/audit/audit-page';

const route = getRouteApi('/shell/admin/audit');

/** The audit log, narrowed by its address. */
export default function AuditPage() {
  const { area, agent } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <AuditLogPage
      filter={{ area, agentId: agent }}
      onFilter={(next) =>
        void navigate({
          replace: true,
          search: {
            ...(next.area ? { area: next.area } : {}),
            ...(next.agentId ? { agent: next.agentId } : {}),
          },
        })
      }
    />
  );
}

import { lazy, Suspense } from 'react';
import { askBlock, useBlockRequest } from '../state/block-requests';

const BlockDialog = lazy(() => import('../features/quarantine/spam/block-dialog'));

/** Asks whom to block, above the page; each page from which somebody can be blocked has it. */
export function BlockOverlay() {
  const open = useBlockRequest((state) => state.open);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <BlockDialog request={open} onClose={() => askBlock(null)} />
    </Suspense>
  );
}

import Dialog from '../features/spam/block-dialog';
import { askBlock, type BlockRequest } from '../state/block-requests';

/** Whom to block, above the page. */
export default function BlockDialog({ request }: { request: BlockRequest }) {
  return <Dialog request={request} onClose={() => askBlock(null)} />;
}

import type { Provider } from '@nestjs/common';
import { ChangeBlock } from './change-block.js';
import { ListBlocks } from './list-blocks.js';
import { PreviewBlock } from './preview-block.js';

/** What the controller of blocks calls. */
export const blockActions: Provider[] = [ListBlocks, PreviewBlock, ChangeBlock];

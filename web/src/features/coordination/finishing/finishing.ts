import type { Matter } from '../../../api/types.ts';

/** What finishes a matter on the desk after a word from the coordinator; what it shows has been fetched just before. */
export interface Finishing {
  matter: Matter;
  onClose: () => void;
  /** It is done: the row goes. */
  onDone: () => void;
}

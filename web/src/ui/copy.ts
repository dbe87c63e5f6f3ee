import type { TFunction } from 'i18next';
import { tell } from './Toasts.tsx';

/** Copies and says so; a browser may refuse it, and without a safe connection it has nothing to copy with. */
async function copy(words: string, copied: string, failed: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    tell(copied);
  } catch {
    tell(failed);
  }
}

/** Copies words that stand on the page: where it can't be done so, they can be marked and copied. */
export const copyText = (words: string, t: TFunction, copied: string = t('copying.textCopied')): void =>
  void copy(words, copied, t('copying.byHand'));

/** Copies the address of something. */
export const copyLink = (address: string, t: TFunction, copied: string = t('copying.linkCopied')): void =>
  void copy(address, copied, t('copying.failed'));

import type { TFunction } from 'i18next';
import type { article } from './sv/article.ts';

/** The Convention on the Rights of the Child has articles 1 to 54. */
export const ARTICLES: readonly number[] = Array.from({ length: 54 }, (_, index) => index + 1);

/** "Artikel 12: Rätt att bli hörd". */
export function articleName(number: number, t: TFunction): string {
  const name = t(`article.${`a${number}` as keyof typeof article}`);
  return t('thread.article', { number, name });
}

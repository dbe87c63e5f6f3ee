import type { Locale } from '../sv/index.ts';

/** Whom one asks: those about as large, too. */
export const whom: Locale['whom'] = {
  alike: 'Organisations of a similar size',
  alikeHint: 'Filled in by number of inhabitants, and you can change the list',
  as: 'Of a similar size as',
  chosen_one: '{{count}} organisation gets the question.',
  chosen_other: '{{count}} organisations get the question.',
};

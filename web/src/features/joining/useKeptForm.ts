import { useState } from 'react';
import type { Chosen } from '../../deciding/ChooseOrganisation.tsx';
import type { Given } from './Answers.tsx';

/** What is written in the public form; not whether one agreed, which is said when one sends. */
export interface Written {
  name: string;
  role: string;
  email: string;
  message: string;
  organisation: Chosen | null;
  organisationName: string;
  /** The organisation is none of the list. */
  unlisted: boolean;
  given: Record<string, Given>;
}

const NOTHING: Written = {
  name: '',
  role: '',
  email: '',
  message: '',
  organisation: null,
  organisationName: '',
  unlisted: false,
  given: {},
};

const placeOf = (slug: string) => `samrum.expression.${slug}`;

/** What this tab keeps; a browser that keeps nothing, or something else, gives an empty form. */
function kept(slug: string): Written {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(placeOf(slug)) ?? '{}');
    return { ...NOTHING, ...(found as Partial<Written>) };
  } catch {
    return NOTHING;
  }
}

function keep(slug: string, written: Written | null) {
  try {
    if (written) sessionStorage.setItem(placeOf(slug), JSON.stringify(written));
    else sessionStorage.removeItem(placeOf(slug));
  } catch {
    // it is not kept, and sent all the same
  }
}

/**
 * The public form as far as it is written. It takes a while to fill in, often on a phone that throws pages away: it is kept in
 * its tab, and nowhere else, until it is sent.
 */
export function useKeptForm(slug: string): {
  written: Written;
  change: (part: Partial<Written>) => void;
  forget: () => void;
} {
  const [written, setWritten] = useState(() => kept(slug));
  const change = (part: Partial<Written>) =>
    setWritten((before) => {
      const after = { ...before, ...part };
      keep(slug, after);
      return after;
    });
  return { written, change, forget: () => keep(slug, null) };
}

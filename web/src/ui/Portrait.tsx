import { UserRound } from 'lucide-react';
import { portraitAddress } from '../api/people.ts';
import css from './Portrait.module.css';

/** Somebody's picture, or the letters their names begin with. Their name stands beside it: this says nothing more. */
export function Portrait({
  of,
  large = false,
}: {
  of: { id: string; name: string | null; portrait: string | null };
  large?: boolean;
}) {
  const side = large ? 96 : 48;
  const look = large ? `${css.portrait} ${css.large}` : css.portrait;
  if (of.portrait)
    return (
      <img
        className={look}
        src={portraitAddress(of.id, of.portrait)}
        alt=""
        width={side}
        height={side}
        loading="lazy"
      />
    );
  return (
    <span className={look} aria-hidden>
      {of.name === null ? <UserRound size={side / 2} strokeWidth={1.5} /> : initials(of.name)}
    </span>
  );
}

/** The first letter of the first and of the last name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => word?.[0]?.toLocaleUpperCase('sv') ?? '').join('');
}

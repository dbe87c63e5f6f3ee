import { Fragment, type KeyboardEvent, type RefObject, useId, useRef } from 'react';
import { Link } from 'react-router';
import type { Hit, HitGroup } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { inFamilies } from './group.ts';
import { addressOf, HitBody } from './HitItem.tsx';
import css from './SearchPage.module.css';

/** Resting on a hit for so long, with the keys or the pointer, shows it; passing over it does not. */
const RESTED_MS = 150;

/** What names a hit on the page and in a link to it. */
export const keyOf = (hit: Hit): string => [hit.kind, hit.id, hit.page].filter(Boolean).join('-');

interface Showing {
  q: string;
  /** The hit that is shown beside the list; none where nothing is. */
  shown: Hit | undefined;
  onShow: (hit: Hit) => void;
}

/** The first of each kind, with a way to all of it; or all of one kind, the best first. */
export function Results({
  groups,
  items,
  onKind,
  field,
  ...showing
}: Showing & {
  groups: readonly HitGroup[];
  items: readonly Hit[];
  onKind: (kind: Hit['kind']) => void;
  /** The field above: the arrow up from the first hit leads back to it. */
  field: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useWords();
  const id = useId();
  const results = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = linksOf(results.current);
    const at = links.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    event.preventDefault();
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) next.focus();
    else if (at === 0) field.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the controls, this only moves between them
    <div ref={results} className={css.results} data-results onKeyDown={step}>
      {inFamilies(groups).map((family) => (
        <section key={family.kind} aria-labelledby={`${id}-${family.kind}`}>
          <h2 className={css.groupTitle} id={`${id}-${family.kind}`}>
            {t(`terms.hitKind.${family.kind}`)}
          </h2>
          {family.groups.map((group) => (
            <Fragment key={group.kind}>
              <List hits={group.items} {...showing} />
              <AllOf group={group} alone={family.groups.length === 1} onKind={onKind} />
            </Fragment>
          ))}
        </section>
      ))}
      {items.length > 0 && <List hits={items} {...showing} />}
    </div>
  );
}

/** The way to all of a kind, where there is more than stands there. */
function AllOf({
  group,
  alone,
  onKind,
}: {
  group: HitGroup;
  /** The heading says of which kind. */
  alone: boolean;
  onKind: (kind: Hit['kind']) => void;
}) {
  const { t } = useWords();
  if (group.total !== null && group.total <= group.items.length) return null;
  const all = group.total === null ? t('search.showAll') : t('search.allValues', { count: group.total });
  const named = `${all}: ${t(`terms.hitKind.${group.kind}`)}`;
  return (
    <Button look="quiet" onPress={() => onKind(group.kind)} aria-label={named}>
      {alone ? all : named}
    </Button>
  );
}

const linksOf = (results: ParentNode | null): HTMLElement[] => [
  ...(results?.querySelectorAll<HTMLElement>('a[data-hit]') ?? []),
];

/** From the field into what was found. */
export const toFirstHit = (): void => linksOf(document.querySelector('[data-results]'))[0]?.focus();

function List({ hits, q, shown, onShow }: Showing & { hits: readonly Hit[] }) {
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const leave = () => clearTimeout(resting.current);
  const rest = (hit: Hit) => {
    leave();
    resting.current = setTimeout(() => onShow(hit), RESTED_MS);
  };
  return (
    <ol className={css.hits}>
      {hits.map((hit) => (
        <li key={keyOf(hit)} className={`${css.hit} ${hit === shown ? css.shown : ''}`}>
          <Link
            to={addressOf(hit, q)}
            className={css.link}
            data-hit
            onFocus={() => rest(hit)}
            onBlur={leave}
            onPointerEnter={() => rest(hit)}
            onPointerLeave={leave}
          >
            <HitBody hit={hit} />
          </Link>
        </li>
      ))}
    </ol>
  );
}

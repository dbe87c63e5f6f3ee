import type { Coverage } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import css from './CountyTiles.module.css';
import { PLACES } from './countyPlaces.ts';

type County = Coverage['counties'][number];
const STATES = ['represented', 'on_the_way', 'missing'] as const;

const placeOf = (county: County) => {
  const [gridColumn, gridRow] = PLACES[county.letters] ?? [1, 1];
  return { gridColumn, gridRow };
};

/** The counties as tiles, roughly as on a map; each leads to what is said of it further down the page. */
export function CountyTiles({ counties }: { counties: County[] }) {
  const { t } = useWords();
  return (
    <>
      <div className={css.map}>
        {counties.map((county) => (
          <a
            key={county.code}
            href={`#lan-${county.code}`}
            className={`${css.tile} ${css[county.state]}`}
            style={placeOf(county)}
            aria-label={`${county.letters} ${county.name}: ${t(`conditions.coverage.${county.state}`)}`}
          >
            {county.letters}
          </a>
        ))}
      </div>
      <ul className={css.legend}>
        {STATES.map((state) => (
          <li key={state}>
            <span className={`${css.tile} ${css.swatch} ${css[state]}`} aria-hidden />
            {t(`conditions.coverage.${state}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The same as a small picture, beside words that say how many there are. */
export function SmallCountyTiles({ counties }: { counties: County[] }) {
  return (
    <div className={`${css.map} ${css.small}`} aria-hidden>
      {counties.map((county) => (
        <span key={county.code} className={`${css.tile} ${css[county.state]}`} style={placeOf(county)}>
          {county.letters}
        </span>
      ))}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { participationsQuery } from '../../api/networks.ts';
import { useMe } from '../../api/session.ts';
import type { Agreement, Named, Network } from '../../api/types.ts';
import { fullDate } from '../../locales/paperDates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { copyText } from '../../ui/copy.ts';
import { Part } from '../../ui/Page.tsx';
import css from './Agreements.module.css';
import { boardOf, periodOf } from './words.ts';

/** What a board could decide, to take home. Who came for it, by the link of a letter, begins there. */
export function DecisionText({
  agreement,
  network,
  wanted,
}: {
  agreement: Agreement;
  network: Network;
  wanted: boolean;
}) {
  const { t, language } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wanted) return;
    place.current?.scrollIntoView({ block: 'start' });
    place.current?.focus({ preventScroll: true });
  }, [wanted]);
  const mine = useOwn(network.id);
  const [chosen, setChosen] = useState('');
  const own = mine.find((one) => one.id === chosen) ?? mine[0];
  const taking = useQuery(participationsQuery(network.id)).data ?? [];
  const kind = taking.find((one) => one.organisation.id === own?.id)?.organisation.kind;
  const board = boardOf(kind, network.kind);
  const text = t(`agreement.templateText.${board}`, {
    organisation: own?.name ?? t(`agreement.yourOrganisation.${board}`),
    network: network.name,
    title: agreement.title,
    period: agreement.to
      ? t('agreement.templatePeriod', { period: periodOf(agreement, t, language) })
      : t('agreement.templateOpen', { from: fullDate(agreement.from, language) }),
  });
  return (
    <div ref={place} tabIndex={-1}>
      <Part title={t('agreement.template')}>
        <p className={css.facts}>{t('agreement.templateHint')}</p>
        {mine.length > 1 && (
          <Choose
            label={t('agreement.templateFor')}
            value={own?.id ?? ''}
            onChange={setChosen}
            options={mine.map((one) => ({ id: one.id, text: one.name }))}
          />
        )}
        <p className={css.template}>{text}</p>
        <p>
          <Button onPress={() => copyText(text, t)}>{t('copying.text')}</Button>
        </p>
      </Part>
    </div>
  );
}

/** The organisations one has a seat for in the network, each once. */
function useOwn(network: string): Named[] {
  const standings = useMe().standings.filter((one) => one.network?.id === network);
  return [...new Map(standings.flatMap(({ organisation: one }) => (one ? [[one.id, one]] : []))).values()];
}

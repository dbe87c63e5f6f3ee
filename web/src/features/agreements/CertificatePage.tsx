import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { certificateQuery } from '../../api/agreements.ts';
import { ApiError } from '../../api/problem.ts';
import type { Certificate } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { fullDate } from '../../locales/paperDates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Certificate.module.css';
import { CertificateFacts } from './CertificateFacts.tsx';

/** How an organisation takes part, on one page for its board: to print. */
export function CertificatePage() {
  const { organisation = '' } = useParams();
  const { network, known } = useNetworkHere();
  const [params, setParams] = useSearchParams();
  const on = params.get('dag') ?? '';
  const found = useQuery({
    ...certificateQuery(network?.id ?? '', organisation, on),
    enabled: Boolean(network),
    placeholderData: keepPreviousData,
  });
  const unmade = found.error instanceof ApiError ? found.error.field('/on') : undefined;
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (found.error && !unmade) return <FailedPage error={found.error} retry={() => void found.refetch()} />;
  return (
    <Shown
      slug={network.slug}
      name={network.name}
      certificate={unmade ? undefined : found.data}
      unmade={unmade}
      on={on}
      onDay={(day) => setParams(day ? { dag: day } : {}, { replace: true })}
    />
  );
}

interface Props {
  slug: string;
  name: string;
  certificate: Certificate | undefined;
  unmade: string | undefined;
  on: string;
  onDay: (day: string) => void;
}

function Shown({ slug, name, certificate, unmade, on, onDay }: Props) {
  const { t, language } = useWords();
  const part = certificate?.taking_part;
  const state = part && part.state in SAYS ? SAYS[part.state as keyof typeof SAYS] : undefined;
  const title = t(`certificate.title.${state ?? 'none'}`);
  const words = {
    organisation: certificate?.organisation.name ?? '',
    network: certificate?.network.name ?? '',
    date: certificate ? fullDate(certificate.day, language) : '',
  };
  return (
    <Page
      title={`${title} · ${words.organisation || name}`}
      heading={title}
      above={<Link to={`/natverk/${slug}/deltagare`}>{name}</Link>}
    >
      <div className={`${css.tools} no-print`}>
        <Field
          label={t('certificate.on')}
          type="date"
          value={on || (certificate?.day ?? '')}
          error={unmade && t('certificate.future')}
          onChange={onDay}
        />
        {state && (
          <Button look="filled" onPress={() => window.print()}>
            {t('certificate.print')}
          </Button>
        )}
      </div>
      {certificate && part && state ? (
        <article className={css.sheet} aria-label={title}>
          <p className={css.says}>
            {t(`certificate.says.${state}`, { ...words, since: fullDate(part.since, language) })}
          </p>
          {part.until && <p>{t('certificate.until', { date: fullDate(part.until, language) })}</p>}
          <CertificateFacts purpose={certificate.purpose} part={part} />
          <p className={css.foot}>{t('certificate.foot', words)}</p>
          <p className={css.sign}>{t('certificate.sign')}</p>
        </article>
      ) : certificate ? (
        <Empty title={t('certificate.none', words)}>{t('certificate.noneHint')}</Empty>
      ) : (
        !unmade && <Later lines={8} />
      )}
    </Page>
  );
}

/** What a certificate is given of. */
const SAYS = { member: 'member', resting: 'resting', observer: 'observer' } as const;

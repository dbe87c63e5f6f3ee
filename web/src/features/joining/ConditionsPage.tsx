import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import {
  askMembership,
  conditionsQuery,
  confirmConditions,
  takeBackMembership,
} from '../../api/conditions.ts';
import { startDirect } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { OrganisationConditions } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { date, daysUntil } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { CopyWords } from '../../writing/CopyWords.tsx';
import css from './Joining.module.css';
import { ShowsIt } from './ShowsIt.tsx';
import { ToldHome } from './ToldHome.tsx';

const SayDialog = lazy(async () => ({ default: (await import('./SayDialog.tsx')).SayDialog }));

type Held = OrganisationConditions['conditions'][number];

/** An organisation's conditions: what is met and what shows it; for an observer, what remains to be a member. */
export function ConditionsPage() {
  const { organisation = '' } = useParams();
  const { network, known } = useNetworkHere();
  const found = useQuery({
    ...conditionsQuery(network?.id ?? '', organisation),
    enabled: Boolean(network),
  });
  if (found.error && !found.data)
    return <FailedPage error={found.error} retry={() => void found.refetch()} />;
  if (!network && known) return <FailedPage error={new ApiError(404, {})} />;
  if (!found.data || !network) return <Later lines={6} />;
  return <Shown network={network} found={found.data} />;
}

function Shown({
  network,
  found,
}: {
  network: { id: string; slug: string; name: string };
  found: OrganisationConditions;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [saying, setSaying] = useState<Held | null>(null);
  const id = found.organisation.id;
  const show = (now: OrganisationConditions) => client.setQueryData(keys.conditions(network.id, id), now);
  const onError = (error: unknown) => {
    tell(sentence(error, t('ui.broken.body')));
    void client.invalidateQueries({ queryKey: keys.conditions(network.id, id) });
  };
  const confirm = useMutation({
    mutationFn: () => confirmConditions(network.id, id),
    onSuccess: (now) => {
      show(now);
      tell(t('conditions.confirmed'));
    },
    onError,
  });
  const takeBack = useMutation({
    mutationFn: () => takeBackMembership(network.id, id),
    onSuccess: (now) => {
      show(now);
      tell(t('conditions.takenBack'));
    },
    onError,
  });
  const ask = useMutation({
    mutationFn: () => askMembership(network.id, id, ''),
    onSuccess: (now) => {
      show(now);
      tell(t('conditions.askedDone'), now.may_take_back ? () => takeBack.mutate() : undefined);
    },
    onError,
  });
  const write = useMutation({
    mutationFn: (person: string) => startDirect([person]),
    onSuccess: (conversation) => void navigate(`/samtal/${conversation.id}`),
    onError,
  });
  const observer = found.state === 'observer';
  const counts = { met: found.met, count: found.conditions.length };
  const until = found.confirmed_until;
  const late = !until || daysUntil(until) < 0;
  const unsaid = found.conditions.some((one) => one.state === null);
  return (
    <Page
      title={`${t('conditions.title')}: ${found.organisation.name}`}
      heading={observer ? t('conditions.way', counts) : t('conditions.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={`${found.organisation.name} · ${until && !late ? t('conditions.until', { date: date(until, language) }) : t('conditions.unconfirmed')}`}
      acts={
        <>
          {found.may_confirm && !unsaid && (
            <Button
              look={found.may_ask ? 'outlined' : 'filled'}
              onPress={() => confirm.mutate()}
              isPending={confirm.isPending}
            >
              {t('conditions.confirm')}
            </Button>
          )}
          {found.may_ask && (
            <Button look="filled" onPress={() => ask.mutate()} isPending={ask.isPending}>
              {t('conditions.ask')}
            </Button>
          )}
          {found.state !== 'queued' && (
            <ButtonLink look="quiet" to={`/natverk/${network.slug}/intyg/${id}`}>
              {t('certificate.own')}
            </ButtonLink>
          )}
        </>
      }
    >
      {observer && <p className={css.lead}>{t('conditions.wayLead')}</p>}
      {found.membership_asked && (
        <Notice
          action={
            found.may_take_back && (
              <Button look="quiet" isPending={takeBack.isPending} onPress={() => takeBack.mutate()}>
                {t('conditions.takeBack')}
              </Button>
            )
          }
        >
          {t('conditions.waits')}
        </Notice>
      )}
      {found.refused && found.may_confirm && (
        <Notice>
          <p>{t('conditions.refused', { date: date(found.refused.at, language) })}</p>
          <p className={css.reason}>{found.refused.reason}</p>
        </Notice>
      )}
      {found.may_confirm && late && !unsaid && <Notice>{t('conditions.confirmHint')}</Notice>}
      <p className={css.quiet}>
        {found.heard_on
          ? t('conditions.heard', { date: date(found.heard_on, language) })
          : t('conditions.unheard')}
      </p>
      <ul className={css.part}>
        {found.conditions.map((one) => {
          const words = conditionWords(one, t);
          const mentor = one.mentor ?? found.mentor;
          const asking =
            mentor &&
            t('conditions.askMember', {
              organisation: `${personName({ name: mentor.person }, t)}, ${mentor.organisation.name}`,
            });
          return (
            <li key={one.id} className={css.answer}>
              <h2>{words.title}</h2>
              {words.explanation && <p className={css.quiet}>{words.explanation}</p>}
              <p className={one.state === 'met' ? css.met : css.mark}>
                {one.state ? t(`joining.state.${one.state}`) : t('conditions.unsaid')}
              </p>
              {one.text && <p className={css.reason}>{one.text}</p>}
              {one.url && (
                <a href={one.url} rel="noreferrer noopener" target="_blank">
                  {one.url}
                </a>
              )}
              {one.document_id && <ShowsIt document={one.document_id} />}
              {one.dated_on && (
                <p className={css.quiet}>{t('conditions.dated', { date: date(one.dated_on, language) })}</p>
              )}
              <ToldHome told={one.told} />
              {one.state !== 'met' && !one.template_url && one.word && (
                <Template
                  text={t(`conditions.templates.${one.word}`, {
                    organisation: found.organisation.name,
                    network: network.name,
                  })}
                />
              )}
              <div className={css.acts}>
                {found.may_write && (
                  <Button
                    onPress={() => setSaying(one)}
                    aria-label={`${t('conditions.change')}: ${words.title}`}
                  >
                    {t('conditions.change')} …
                  </Button>
                )}
                {one.state !== 'met' && one.template_url && (
                  <a href={one.template_url} rel="noreferrer noopener" target="_blank">
                    {t('conditions.template')}
                  </a>
                )}
                {one.state !== 'met' && mentor && found.may_confirm && (
                  <Button
                    look="quiet"
                    isPending={write.isPending}
                    onPress={() => write.mutate(mentor.person_id)}
                    aria-label={`${asking}: ${words.title}`}
                  >
                    {asking}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <p className={css.quiet}>{t('conditions.whoSees')}</p>
      <Suspense fallback={null}>
        {saying && (
          <SayDialog
            network={network.id}
            organisation={id}
            held={saying}
            onClose={() => setSaying(null)}
            onDone={(now) => {
              show(now);
              setSaying(null);
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** A text to begin with, for who lacks what a condition asks for. */
function Template({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <details className={css.template}>
      <summary>{t('conditions.template')}</summary>
      <p className={css.reason}>{text}</p>
      <CopyWords words={text} />
    </details>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { caseQuery, nameOrganisation, sayInCase } from '../../api/joining.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Case } from '../../api/types.ts';
import { ChooseOrganisation, type Chosen } from '../../deciding/ChooseOrganisation.tsx';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Part, SideBox } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { Checklist } from './Checklist.tsx';
import { Say, Words } from './Dialogue.tsx';
import { History } from './History.tsx';
import css from './Joining.module.css';
import { PutMail } from './PutMail.tsx';

const Decide = lazy(async () => ({ default: (await import('../../deciding/Decide.tsx')).Decide }));

/** A case, as its coordinators see it: who asks, how they stand to each condition, what was said, and the decision. */
export function CasePage() {
  const { id = '' } = useParams();
  const found = useQuery(caseQuery(id));
  if (found.error && !found.data)
    return <FailedPage error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Later lines={6} />;
  return <Shown found={found.data} />;
}

function Shown({ found }: { found: Case }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [deciding, setDeciding] = useState(false);
  const [named, setNamed] = useState<Chosen | null>(null);
  const show = (now: Case) => {
    client.setQueryData(keys.case(now.id), now);
    void client.invalidateQueries({
      queryKey: keys.cases,
      predicate: (query) => query.queryKey[1] !== now.id,
    });
  };
  const failed = (error: unknown) => {
    const late = error instanceof ApiError && (error.status === 412 || error.status === 409);
    tell(late && error.status === 412 ? t('joining.case.stale') : sentence(error, t('ui.broken.body')));
    void client.invalidateQueries({ queryKey: keys.cases });
  };
  const say = useMutation({
    mutationFn: (text: string) => sayInCase(found.id, text),
    onSuccess: show,
    onError: failed,
  });
  const name = useMutation({
    mutationFn: (organisation: string) => nameOrganisation(found, organisation),
    onSuccess: show,
    onError: failed,
  });
  const open = found.state === 'received' || found.state === 'in_dialogue';
  const decidable = open || found.decision === 'queue';
  const decided = found.acts.findLast((act) => act.act === 'decided');
  const title = t(found.kind === 'membership' ? 'joining.cases.wantsMembership' : 'joining.cases.wants', {
    organisation: found.organisation,
    met: found.met,
    count: found.conditions,
  });
  return (
    <Page
      title={title}
      heading={found.organisation}
      above={<Link to="/samordning/arenden">{t('joining.case.back')}</Link>}
      below={`${found.network} · ${found.decision ? t(`joining.decision.${found.decision}`) : t(`joining.caseState.${found.state}`)} · ${moment(found.received_at, language)}`}
      acts={
        decidable && (
          <Button look="filled" onPress={() => setDeciding(true)}>
            {t('joining.case.decide')} …
          </Button>
        )
      }
      aside={
        <>
          <SideBox title={t('joining.case.asks')}>
            <p>
              <strong>{found.name}</strong>
              <br />
              {found.role}
              <br />
              {[found.organisation, found.county].filter(Boolean).join(', ')}
              <br />
              {found.email}
              <br />
              {t('joining.case.asksIn', { language: t(`joining.case.language.${found.language}`) })}
            </p>
          </SideBox>
          <History kind={found.kind} acts={found.acts} />
        </>
      }
    >
      {decided?.decision && (
        <div className={css.state}>
          <strong>{t(`joining.decision.${decided.decision}`)}</strong>
          <p className={css.reason}>{decided.reason}</p>
        </div>
      )}
      {!found.organisation_id && open && (
        <Notice wrong>
          <p>{t('joining.case.unknownOrganisation', { name: found.organisation })}</p>
          <ChooseOrganisation label={t('joining.apply.organisation')} value={named} onChange={setNamed} />
          <p>
            <Button isDisabled={!named || name.isPending} onPress={() => named && name.mutate(named.id)}>
              {t('joining.case.nameIt')}
            </Button>
          </p>
        </Notice>
      )}
      {found.message && <p className={css.reason}>{found.message}</p>}
      <Checklist found={found} open={open} onDone={show} onFailed={failed} />
      <Part title={t('joining.case.files')}>
        {found.files.filter((file) => !file.condition_id).length === 0 && found.files.length === 0 ? (
          <p className={css.quiet}>{t('joining.case.noFiles')}</p>
        ) : (
          <ul>
            {found.files.map((file) => (
              <li key={file.id}>
                <a href={`/api/v1/cases/${found.id}/files/${file.id}`}>{file.name}</a>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part title={t('joining.case.dialogue')}>
        <Words words={found.words} applicant={found.name} />
        {found.state !== 'withdrawn' && (
          <Say
            label={t('joining.case.write', { name: found.name })}
            hint={t('joining.case.writeHint', { email: found.email })}
            send={t('joining.case.send')}
            busy={say.isPending}
            onSend={(text, done) =>
              say.mutate(text, {
                onSuccess: () => {
                  done();
                  tell(t('joining.case.sent', { name: found.name }));
                },
              })
            }
          />
        )}
        {found.state !== 'withdrawn' && <PutMail found={found} onDone={show} onFailed={failed} />}
      </Part>
      <Suspense fallback={null}>
        {deciding && (
          <Decide
            found={found}
            onClose={() => setDeciding(false)}
            onDone={(now) => {
              setDeciding(false);
              show(now);
              tell(t('joining.case.decided'));
            }}
            // it says what went wrong, and keeps what one wrote; what stands under it is as it is now
            onFailed={() => void client.invalidateQueries({ queryKey: keys.cases })}
          />
        )}
      </Suspense>
    </Page>
  );
}

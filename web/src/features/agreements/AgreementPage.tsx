import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { NoteDialog } from '../../adopting/NoteDialog.tsx';
import { agreementQuery, renewAgreement } from '../../api/agreements.ts';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Agreement } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { RevisitLines } from '../../revisiting/RevisitLines.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Html } from '../../ui/Html.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Agreements.module.css';
import { Board } from './Board.tsx';
import { WriteDialog } from './WriteDialog.tsx';
import { periodOf } from './words.ts';

/** An agreement: its text and period, who has decided and who is missing. */
export function AgreementPage() {
  const { id = '' } = useParams();
  const agreement = useQuery(agreementQuery(id));
  if (agreement.error && !agreement.data) return <FailedPage error={agreement.error} />;
  if (!agreement.data) return <Later lines={8} />;
  return <Shown agreement={agreement.data} />;
}

function Shown({ agreement }: { agreement: Agreement }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const network = useNetworks().find((one) => one.id === agreement.network_id);
  const [params, setParams] = useSearchParams();
  const [writing, setWriting] = useState(false);
  const renew = useMutation({
    mutationFn: () => renewAgreement(agreement.id),
    onSuccess: (made) => {
      tell(t('agreement.renewed'));
      void client.invalidateQueries({ queryKey: keys.agreements(agreement.network_id) });
      void client.invalidateQueries({ queryKey: keys.agreement(agreement.id) });
      void navigate(`/overenskommelser/${made.id}`);
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const noting = agreement.may_write
    ? agreement.board.find((row) => row.organisation_id === params.get('beslut'))
    : undefined;
  return (
    <Page
      title={agreement.title}
      above={network && <Link to={`/natverk/${network.slug}/overenskommelser`}>{t('agreement.title')}</Link>}
      below={[
        periodOf(agreement, t, language),
        t('agreement.version', { number: agreement.version }),
        t('agreement.adoptedOf', { adopted: agreement.adopted, missing: agreement.missing }),
      ].join(' · ')}
      acts={
        agreement.may_write && (
          <>
            {agreement.to && !agreement.renewed_by && (
              <Button isDisabled={renew.isPending} onPress={() => renew.mutate()}>
                {t('agreement.renew')}
              </Button>
            )}
            <Button onPress={() => setWriting(true)}>{t('agreement.change')}</Button>
          </>
        )
      }
    >
      {(agreement.renews || agreement.renewed_by) && (
        <p className={css.facts}>
          {agreement.renews && (
            <Link to={`/overenskommelser/${agreement.renews}`}>{t('agreement.previous')}</Link>
          )}
          {agreement.renews && agreement.renewed_by && ' · '}
          {agreement.renewed_by && (
            <Link to={`/overenskommelser/${agreement.renewed_by}`}>{t('agreement.next')}</Link>
          )}
        </p>
      )}
      <div className={css.text}>
        <Html html={agreement.html} />
      </div>
      <RevisitLines of={{ what: 'agreement', id: agreement.id, title: agreement.title }} />
      <Board agreement={agreement} onNote={(organisation) => setParams({ beslut: organisation })} />
      <DecisionText agreement={agreement} network={network?.name ?? ''} />
      {writing && (
        <WriteDialog network={agreement.network_id} of={agreement} onClose={() => setWriting(false)} />
      )}
      {noting && (
        <NoteDialog
          key={noting.organisation_id}
          agreement={agreement}
          organisation={{ id: noting.organisation_id, name: noting.organisation }}
          adoption={noting.adoption}
          onClose={() => setParams({}, { replace: true })}
        />
      )}
    </Page>
  );
}

/** What a board could decide, to take home. */
function DecisionText({ agreement, network }: { agreement: Agreement; network: string }) {
  const { t, language } = useWords();
  const me = useMe();
  const own = me.standings.find((one) => one.network?.id === agreement.network_id && one.organisation);
  const text = t('agreement.templateText', {
    organisation: own?.organisation?.name ?? t('agreement.yourOrganisation'),
    network,
    title: agreement.title,
    period: periodOf(agreement, t, language),
  });
  return (
    <Part title={t('agreement.template')}>
      <p className={css.facts}>{t('agreement.templateHint')}</p>
      <p className={css.template}>{text}</p>
      <p>
        <Button
          onPress={() => void navigator.clipboard.writeText(text).then(() => tell(t('agreement.copied')))}
        >
          {t('agreement.copy')}
        </Button>
      </p>
    </Part>
  );
}

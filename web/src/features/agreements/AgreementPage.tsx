import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { NoteDialog } from '../../adopting/NoteDialog.tsx';
import { RenewDialog } from '../../adopting/RenewDialog.tsx';
import { agreementQuery } from '../../api/agreements.ts';
import { useNetworks } from '../../api/networks.ts';
import type { Agreement } from '../../api/types.ts';
import { phaseOf } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { RevisitLines } from '../../revisiting/RevisitLines.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Agreements.module.css';
import { AskDialog } from './AskDialog.tsx';
import { Board } from './Board.tsx';
import { DecisionText } from './DecisionText.tsx';
import { EarlierText } from './EarlierText.tsx';
import { TextAndCopy } from './TextAndCopy.tsx';
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
  const network = useNetworks().find((one) => one.id === agreement.network_id);
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [writing, setWriting] = useState(false);
  const [asking, setAsking] = useState(false);
  // what has not begun is not followed on yet
  const begun = phaseOf(agreement) !== 'coming';
  const renewable = agreement.may_write && begun && !agreement.renewed_by ? agreement.to : null;
  const noting = agreement.may_write
    ? agreement.board.find((row) => row.organisation_id === params.get('beslut'))
    : undefined;
  const wanted = Number(params.get('version'));
  // a text that has been followed by another; any other number shows the one in force
  const earlier = Number.isInteger(wanted) && wanted > 0 && wanted < agreement.version ? wanted : null;
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
            {agreement.may_ask && <Button onPress={() => setAsking(true)}>{t('agreement.ask')} …</Button>}
            {renewable && (
              <Button onPress={() => setParams({ visa: 'fornyelse' })}>{t('agreement.renew')} …</Button>
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
      {earlier ? <EarlierText agreement={agreement} number={earlier} /> : <TextAndCopy of={agreement} />}
      <RevisitLines of={{ what: 'agreement', id: agreement.id, title: agreement.title }} />
      <Board agreement={agreement} onNote={(organisation) => setParams({ beslut: organisation })} />
      {network && (
        <DecisionText agreement={agreement} network={network} wanted={params.get('visa') === 'beslutstext'} />
      )}
      {writing && (
        <WriteDialog network={agreement.network_id} of={agreement} onClose={() => setWriting(false)} />
      )}
      {asking && <AskDialog agreement={agreement} onClose={() => setAsking(false)} />}
      {renewable && params.get('visa') === 'fornyelse' && (
        <RenewDialog
          agreement={agreement}
          to={renewable}
          onClose={() => setParams({}, { replace: true })}
          onDone={(next) => void navigate(`/overenskommelser/${next}`)}
        />
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

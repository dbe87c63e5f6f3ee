export { AgreementList } from './AgreementList.tsx';
export { AgreementPage } from './AgreementPage.tsx';
export { CertificatePage } from './CertificatePage.tsx';
export { RollPage } from './RollPage.tsx';

export { AgreementList } from './AgreementList.tsx';
export { AgreementPage } from './AgreementPage.tsx';
export { RollPage } from './RollPage.tsx';

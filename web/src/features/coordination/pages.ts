export { CoordinationPage } from './CoordinationPage.tsx';
export { SynonymsPage } from './SynonymsPage.tsx';

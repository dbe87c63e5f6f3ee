export { CoordinationPage } from './CoordinationPage.tsx';

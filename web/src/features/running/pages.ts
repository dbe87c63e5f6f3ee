export { InsightPage } from './InsightPage.tsx';
export { InstallationPage } from './InstallationPage.tsx';
export { OrganisationPage } from './OrganisationPage.tsx';

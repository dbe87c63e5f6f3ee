export { ApplyPage } from './ApplyPage.tsx';
export { CaseList } from './CaseList.tsx';
export { CasePage } from './CasePage.tsx';
export { ConditionsOverview } from './ConditionsOverview.tsx';
export { ConditionsPage } from './ConditionsPage.tsx';
export { CoveragePage } from './CoveragePage.tsx';
export { EditConditions } from './EditConditions.tsx';
export { LinkPage } from './LinkPage.tsx';

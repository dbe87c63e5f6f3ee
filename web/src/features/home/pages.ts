export { LeavePage } from './LeavePage.tsx';
export { TakeHomePage } from './TakeHomePage.tsx';

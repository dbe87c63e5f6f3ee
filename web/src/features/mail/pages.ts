export { MailQueue } from './MailQueue.tsx';
export { StopPage } from './StopPage.tsx';

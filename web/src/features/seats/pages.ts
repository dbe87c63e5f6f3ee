export { BeginPage } from './BeginPage.tsx';
export { RoundsPage } from './RoundsPage.tsx';
export { SeatPage } from './SeatPage.tsx';

export { Frame } from './Frame.tsx';
export { SignedIn } from './SignedIn.tsx';

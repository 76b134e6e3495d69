// Signing in and passkeys. Fetched when somebody is to sign in, or looks after the own keys.
export { Invited } from './pages/make-passkey';
export { MyKeys } from './pages/my-keys';
export { SignIn } from './pages/signin';

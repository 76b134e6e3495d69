// Which page stands in the shell, and what comes before it: signing in, or waiting for the first picture.
import { Alarm } from './pages/alarm';
import { Board } from './pages/board';
import { Callouts } from './pages/callouts';
import { afterSignIn, page } from './state/router';
import { image, reconnect, session } from './state/store';
import { Announcer } from './ui/announce';
import { Loading } from './ui/loading';
import { LateDialogs, LateKeys, LatePage } from './ui/parts';
import { Shell } from './ui/shell';

/** `secret` is what the address was opened with: a sign-in token or an invitation. */
export function App({ secret }: { secret: string }) {
  if (page.value === '/signin' || secret) {
    return (
      <main id="main" class="signin-page">
        {page.value === '/signin' ? (
          <LateKeys name="SignIn" token={secret} onSignedIn={() => location.replace(afterSignIn())} />
        ) : (
          <LateKeys name="Invited" invitation={secret} />
        )}
      </main>
    );
  }
  const out = session.value === 'out';
  return (
    <>
      <Shell>
        {out && <LateKeys name="SignIn" inPlace={image.value !== undefined} onSignedIn={() => void reconnect()} />}
        <div hidden={out && image.value === undefined}>
          <CurrentPage />
        </div>
      </Shell>
      <LateDialogs />
      <Announcer />
    </>
  );
}

function CurrentPage() {
  if (page.value === '/larma') return <Alarm />;
  if (page.value === '/nyckel') return <LateKeys name="MyKeys" />;
  if (!image.value) return <Loading />;
  switch (page.value) {
    case '/inkallning':
      return <Callouts />;
    case '/inkallning/avlosning':
      return <LatePage of="staffing" name="Relief" />;
    case '/inkallning/beredskap':
      return <LatePage of="staffing" name="Duties" />;
    case '/dagbok':
      return <LatePage of="log" name="Log" />;
    case '/forklara':
      return <LatePage of="decisions" name="Declare" />;
    default:
      return <Board />;
  }
}

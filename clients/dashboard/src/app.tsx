// Which page stands in the shell, and what comes before it: signing in, or waiting for the first picture.
import { Alarm } from './pages/alarm';
import { Board } from './pages/board';
import { Callouts } from './pages/callouts';
import { SignIn } from './pages/signin';
import { afterSignIn, page } from './state/router';
import { image, reconnect, session } from './state/store';
import { Announcer } from './ui/announce';
import { Loading } from './ui/loading';
import { LateDialogs, LatePage } from './ui/parts';
import { Shell } from './ui/shell';

export function App({ token }: { token: string }) {
  if (page.value === '/signin') {
    return (
      <main id="main" class="signin-page">
        <SignIn token={token} onSignedIn={() => location.replace(afterSignIn())} />
      </main>
    );
  }
  const out = session.value === 'out';
  return (
    <>
      <Shell>
        {out && <SignIn inPlace={image.value !== undefined} onSignedIn={() => void reconnect()} />}
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
  if (!image.value) return <Loading />;
  switch (page.value) {
    case '/inkallning':
      return <Callouts />;
    case '/inkallning/avlosning':
      return <LatePage of="staffing" name="Relief" />;
    case '/inkallning/beredskap':
      return <LatePage of="staffing" name="Duties" />;
    case '/forklara':
      return <LatePage of="desk" name="Declare" />;
    default:
      return <Board />;
  }
}

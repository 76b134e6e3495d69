// Which page stands in the shell, and what comes before it: signing in, or waiting for the first picture.
import { Alarm } from './pages/alarm';
import { Board } from './pages/board';
import { Callouts } from './pages/callouts';
import { Declare } from './pages/declare';
import { SignIn } from './pages/signin';
import { page } from './state/router';
import { image, reconnect, session } from './state/store';
import { t } from './text';
import { Announcer } from './ui/announce';
import { Dialogs } from './ui/open-dialog';
import { Shell } from './ui/shell';

export function App({ token }: { token: string }) {
  if (page.value === '/signin') {
    return (
      <main id="main" class="signin-page">
        <SignIn token={token} onSignedIn={() => location.replace(`/${location.search}`)} />
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
      <Dialogs />
      <Announcer />
    </>
  );
}

function CurrentPage() {
  if (page.value === '/larma') return <Alarm />;
  if (!image.value) {
    return (
      <p class="loading" role="status">
        <span class="spinner" aria-hidden="true" /> {t().common.loading}
      </p>
    );
  }
  switch (page.value) {
    case '/inkallning':
      return <Callouts />;
    case '/forklara':
      return <Declare />;
    default:
      return <Board />;
  }
}

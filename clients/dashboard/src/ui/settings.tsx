// The person's own settings on this device, and who is signed in.
import { closeSession } from '../net/connect';
import { language, shortcuts, theme } from '../state/prefs';
import { hrefOf } from '../state/router';
import { hello, posts, who } from '../state/store';
import { t } from '../text';
import { roleName } from '../text/tell';
import { Choice } from './choice';
import { Dialog } from './dialog';
import { LateSounds } from './parts';

async function signOut(): Promise<void> {
  await closeSession();
  // Nobody after this one sees the picture that was kept; what is not there has kept nothing.
  await import('../offline').then((one) => one.forgetAllPictures()).catch(() => {});
  location.assign('/signin');
}

export function Settings({ onClose }: { onClose: () => void }) {
  const words = t().menu;
  const me = who.value;
  const roles = [...new Set(me?.mandates.map((one) => roleName(one.role)) ?? [])];
  return (
    <Dialog title={words.open} onClose={onClose}>
      {me?.person && (
        <p class="me">
          <strong>{me.person.name}</strong>
          {roles.length > 0 && <span class="quiet">{roles.join(', ')}</span>}
        </p>
      )}
      <Choice
        name="language"
        label={words.language}
        value={language}
        options={[
          ['sv', 'Svenska'],
          ['en', 'English'],
        ]}
      />
      <Choice
        name="theme"
        label={words.theme}
        value={theme}
        options={[
          ['auto', words.themes.auto],
          ['light', words.themes.light],
          ['dark', words.themes.dark],
        ]}
      />
      <LateSounds name="SoundChoice" />
      <Choice
        name="shortcuts"
        label={words.shortcuts}
        value={shortcuts}
        options={[
          ['on', words.shortcutsOn],
          ['off', words.shortcutsOff],
        ]}
      />
      <p class="hint">{words.shortcutList}</p>
      <div class="buttons">
        <a class="button" href={hrefOf('/nyckel')} data-page="/nyckel" onClick={onClose}>
          {t().nav.keys}
        </a>
        <a class="button" href="/telefon">
          {words.telephone}
        </a>
        <button type="button" onClick={() => void signOut()}>
          {words.signOut}
        </button>
        {me?.demo && (
          <a class="button" href="/demo">
            {words.demo}
          </a>
        )}
      </div>
      <p class="quiet version">
        {posts.value > 0 && `${words.posts(posts.value)} · `}
        {words.version} {hello.value?.version || '–'}
      </p>
    </Dialog>
  );
}

// Signing in: with a passkey, by the link's token (taken from the address and removed at once), or by pasting the access key.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Failure, openSession } from '../net/connect';
import { assert, beginSignIn, signIn, stopAsking } from '../net/passkeys';
import { tp } from '../text/passkeys';
import { balkWords, failureWords, type Told, Trouble } from '../ui/trouble';

interface SignInProps {
  token?: string | undefined;
  onSignedIn: () => void;
  /** The session ended while something was being done. */
  inPlace?: boolean | undefined;
}

/** Undefined when signed in; otherwise what stood in the way. */
async function byPasskey(): Promise<Told | undefined> {
  const { unknown, unknownNow } = tp().trouble;
  const whyNot = (failure: Failure) => failureWords(failure, { what: unknown, now: unknownNow });
  const begun = await beginSignIn({});
  if (!begun.ok) return whyNot(begun.failure);
  const given = await assert(begun.value);
  if (!given.ok) return balkWords(given.balk);
  const answer = await signIn({ assertion: given.value });
  return answer.ok ? undefined : whyNot(answer.failure);
}

async function byToken(token: string): Promise<Told | undefined> {
  const words = tp().signIn;
  if (!token) return { what: words.missing, now: [] };
  const answer = await openSession(token);
  return answer.ok ? undefined : failureWords(answer.failure, { what: words.refused, now: [words.refusedNow] });
}

export function SignIn({ token, onSignedIn, inPlace }: SignInProps) {
  const working = useSignal<'' | 'passkey' | 'token'>(token ? 'token' : '');
  const told = useSignal<Told | undefined>(undefined);
  const typed = useSignal('');
  const unfolded = useSignal(false);

  async function open(way: 'passkey' | 'token', trying: () => Promise<Told | undefined>): Promise<void> {
    working.value = way;
    told.value = undefined;
    const trouble = await trying();
    if (!trouble) return onSignedIn();
    working.value = '';
    told.value = trouble;
    // A browser or a server without passkeys has only the other way.
    unfolded.value = unfolded.value || way === 'token' || trouble.isFinal === true;
  }

  useEffect(() => {
    if (token) void open('token', () => byToken(token));
    return stopAsking;
  }, []);

  const words = tp().signIn;
  const busy = working.value !== '';
  return (
    <section class="signin card">
      <p class="wordmark">ckl</p>
      <h1>{inPlace ? words.outTitle : words.title}</h1>
      <p>{inPlace ? words.outLead : words.lead}</p>
      <Trouble told={told.value} />
      <button
        type="button"
        class="primary big"
        id="passkey-sign-in"
        aria-disabled={busy}
        onClick={() => !busy && void open('passkey', byPasskey)}
      >
        {words.passkey}
      </button>
      <p role="status" class="progress">
        {busy && (
          <>
            <span class="spinner" aria-hidden="true" /> {working.value === 'token' ? words.working : tp().trouble.asking}
          </>
        )}
      </p>
      <details
        open={unfolded.value}
        onToggle={(event) => {
          unfolded.value = event.currentTarget.open;
        }}
      >
        <summary>{words.other}</summary>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void open('token', () => byToken(keyIn(typed.value)));
          }}
        >
          <p class="hint">{words.otherLead}</p>
          <div class="field">
            <label for="token">{words.token}</label>
            <input
              id="token"
              type="password"
              autocomplete="current-password"
              aria-describedby={told.value ? 'trouble' : undefined}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </div>
          <div class="buttons">
            <button type="submit" aria-disabled={busy}>
              {words.submit}
            </button>
          </div>
        </form>
      </details>
    </section>
  );
}

/** The key itself, also when the whole link was pasted. */
function keyIn(typed: string): string {
  const text = typed.trim();
  return text.slice(text.lastIndexOf('#') + 1);
}

// Signing in: by the link's token (taken from the address and removed at once), or by pasting the access key.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { openSession } from '../net/connect';
import { t } from '../text';
import { Icon } from '../ui/icons';

type Step = 'ask' | 'working' | 'refused' | 'unreachable' | 'missing';

interface SignInProps {
  token?: string | undefined;
  onSignedIn: () => void;
  /** The session ended while something was being done. */
  inPlace?: boolean;
}

export function SignIn({ token, onSignedIn, inPlace }: SignInProps) {
  const step = useSignal<Step>(token ? 'working' : 'ask');
  const typed = useSignal('');
  const error = useRef<HTMLParagraphElement>(null);

  async function open(key: string): Promise<void> {
    step.value = 'working';
    const answer = await openSession(key);
    if (answer.ok) return onSignedIn();
    step.value = answer.failure.kind === 'unreachable' ? 'unreachable' : 'refused';
  }

  useEffect(() => {
    if (token) void open(token);
  }, []);
  useEffect(() => {
    if (['refused', 'unreachable', 'missing'].includes(step.value)) error.current?.focus();
  }, [step.value]);

  const words = t().signin;
  return (
    <section class="signin card">
      <p class="wordmark">ckl</p>
      <h1>{inPlace ? words.outTitle : words.title}</h1>
      {step.value === 'working' ? (
        <p role="status">
          <span class="spinner" aria-hidden="true" /> {words.working}
        </p>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const key = keyIn(typed.value);
            if (key) void open(key);
            else step.value = 'missing';
          }}
        >
          <p>{inPlace ? words.outLead : words.lead}</p>
          {step.value !== 'ask' && (
            <p class="error" tabIndex={-1} ref={error} id="token-error">
              <Icon name="late" />{' '}
              <span>
                {step.value === 'refused' && `${words.refused} ${words.refusedNow}`}
                {step.value === 'unreachable' && words.unreachable}
                {step.value === 'missing' && words.missing}
              </span>
            </p>
          )}
          <div class="field">
            <label for="token">{words.token}</label>
            <input
              id="token"
              type="password"
              autocomplete="current-password"
              aria-describedby={step.value === 'ask' ? undefined : 'token-error'}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </div>
          <div class="buttons">
            <button class="primary" type="submit">
              {words.submit}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

/** The key itself, also when the whole link was pasted. */
function keyIn(typed: string): string {
  const text = typed.trim();
  return text.slice(text.lastIndexOf('#') + 1);
}

// A passkey is made: one's own, when signed in, or by the link of an invitation.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Failure } from '../net/connect';
import { addPasskey, beginPasskey, make, stopAsking } from '../net/passkeys';
import { t } from '../text';
import { tp } from '../text/passkeys';
import { balkWords, failureWords, type Told, Trouble } from '../ui/trouble';

const refusedWords = (failure: Failure): Told => {
  const words = tp().make;
  return failureWords(failure, { what: words.refused, now: words.refusedNow });
};

interface MakeProps {
  /** The invitation's code; empty = one's own. */
  invitation?: string;
  onMade: (revoked: number) => void;
  onCancel?: () => void;
}

/** The name of the key, and the button. */
export function MakePasskey({ invitation = '', onMade, onCancel }: MakeProps) {
  const words = tp().make;
  const label = useSignal(matchMedia('(pointer: coarse)').matches ? words.phone : words.computer);
  const told = useSignal<Told | undefined>(undefined);
  const busy = useSignal(false);
  useEffect(() => stopAsking, []);

  async function tried(): Promise<Told | undefined> {
    const name = label.value.trim();
    if (!name) return { what: words.missing, now: [] };
    // Anew each time: a challenge does not last, and a person may have read for long.
    const begun = await beginPasskey({ invitation });
    if (!begun.ok) return refusedWords(begun.failure);
    const made = await make(begun.value);
    if (!made.ok) return balkWords(made.balk);
    const added = await addPasskey({ ...made.value, invitation, label: name });
    if (!added.ok) return refusedWords(added.failure);
    onMade(added.value.revoked);
    return undefined;
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    told.value = undefined;
    told.value = await tried();
    busy.value = false;
  }

  return (
    <form class="command-form" noValidate onSubmit={(event) => void submit(event)}>
      <Trouble told={told.value} />
      <div class="field">
        <label for="key-label">{words.label}</label>
        <p class="hint" id="key-label-hint">
          {words.labelHint}
        </p>
        <input
          id="key-label"
          autocomplete="off"
          maxLength={60}
          aria-describedby="key-label-hint"
          value={label.value}
          onInput={(event) => {
            label.value = event.currentTarget.value;
          }}
        />
      </div>
      <p role="status" class="progress">
        {busy.value && (
          <>
            <span class="spinner" aria-hidden="true" /> {tp().trouble.asking}
          </>
        )}
      </p>
      <div class="buttons">
        <button type="submit" class="primary big" id="passkey-make" aria-disabled={busy.value}>
          {words.submit}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            {t().common.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

/** What a passkey is, in three lines. */
export const AboutPasskeys = () => (
  <ul class="about-keys">
    {tp().make.about.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

/** The page that an invitation's link opens. Nobody is signed in here. */
export function Invited({ invitation }: { invitation: string }) {
  const name = useSignal('');
  const refused = useSignal<Told | undefined>(undefined);
  const revoked = useSignal<number | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    void beginPasskey({ invitation }).then((begun) => {
      if (begun.ok) name.value = begun.value.name || begun.value.person;
      else if (begun.failure.kind !== 'unreachable') refused.value = refusedWords(begun.failure);
    });
  }, []);
  useEffect(() => {
    if (revoked.value !== undefined) heading.current?.focus();
  }, [revoked.value]);
  const words = tp().make;
  if (revoked.value !== undefined) {
    return (
      <section class="signin card">
        <p class="wordmark">ckl</p>
        <h1 ref={heading} tabIndex={-1}>
          {words.done}
        </h1>
        <p>
          {words.doneLead} {revoked.value > 0 && words.revoked(revoked.value)}
        </p>
        <a class="button big" href="/signin">
          {words.signIn}
        </a>
      </section>
    );
  }
  return (
    <section class="signin card">
      <p class="wordmark">ckl</p>
      <h1>{words.title}</h1>
      {name.value && <p class="lead">{words.forWhom(name.value)}</p>}
      {refused.value ? (
        <Trouble told={refused.value} />
      ) : (
        <>
          <AboutPasskeys />
          <MakePasskey
            invitation={invitation}
            onMade={(count) => {
              revoked.value = count;
            }}
          />
        </>
      )}
    </section>
  );
}

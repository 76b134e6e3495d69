// Texts that no machine may read as answers. They stand on the call-out board until somebody has read them.
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { ms } from '../state/time';
import { t } from '../text';
import { personName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';

export function UnclearAnswers({ now }: { now: WorkspaceImage }) {
  const all = now.unclearAnswers;
  const words = t().callouts;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="unclear-title" class="leads">
      <h2 id="unclear-title">
        {words.unclear} <span class="count">{all.length}</span>
      </h2>
      <ul class="card lead-list">
        {all.map(({ id, raw, received, calls }) => (
          <li key={id}>
            <p>
              <strong>«{raw}»</strong>
            </p>
            <p class="quiet">
              {[atWords(ms(received) ?? 0), ...calls.map(({ person }) => personName(now, person))].join(' · ')}
            </p>
            <button type="button" onClick={() => openDialog({ kind: 'settle', unclear: id })}>
              {words.settle}
              <span class="sr-only">: {raw}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

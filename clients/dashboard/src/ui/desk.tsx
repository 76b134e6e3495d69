// Stands for the desk's part of the page until it has been fetched, and says so when it could not be.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { image } from '../state/store';
import { t } from '../text';
import { closeDialog, current } from './dialogs';
import { Icon } from './icons';

const desk = signal<typeof import('../desk') | undefined>(undefined);
const failed = signal(false);

export async function fetchDesk(): Promise<void> {
  try {
    desk.value ??= await import('../desk');
    failed.value = false;
  } catch {
    // Another version of the server, or no network: only a new load of the page can tell which.
    failed.value = true;
  }
}

function Awaited() {
  useEffect(() => void fetchDesk(), []);
  if (!failed.value) {
    return (
      <p class="loading" role="status">
        <span class="spinner" aria-hidden="true" /> {t().common.loading}
      </p>
    );
  }
  return (
    <div class="empty-page" role="alert">
      <p>
        <Icon name="broken" /> {t().common.partMissing}
      </p>
      <button type="button" onClick={() => location.reload()}>
        {t().common.reload}
      </button>
    </div>
  );
}

export function DeclarePage() {
  return desk.value ? <desk.value.Declare /> : <Awaited />;
}

/** Comes when it has been fetched; the rest of the board does not wait for it. */
export function LawOfBoard({ now }: { now: WorkspaceImage }) {
  return desk.value ? <desk.value.LawOfBoard now={now} /> : null;
}

export function Dialogs() {
  const dialog = current.value;
  if (!dialog || !image.value) return null;
  if (desk.value) return <desk.value.OpenDialog dialog={dialog} />;
  return (
    <dialog open class="awaited" onClick={closeDialog}>
      <Awaited />
    </dialog>
  );
}

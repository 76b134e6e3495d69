// What an exercise knows of the live workspace: whether it is watched, and the real alarm that has come.
import { effect, signal } from '@preact/signals';
import { Mode, WorkspaceImageSchema } from '../gen/ckl/v1/model_pb';
import { GetImageRequestSchema } from '../gen/ckl/v1/services/workspace_pb';
import { method } from '../net/connect';
import { type LiveAlarm, LiveWatch } from '../net/live-watch';
import { play } from '../ui/tones';
import { sound } from './prefs';
import { againAfterMs } from './rings';
import { defaultWorkspace } from './router';
import { session, streamUrl, workspaces } from './store';

const getImage = method('WorkspaceService/GetImage', GetImageRequestSchema, WorkspaceImageSchema);

/** What happens in the live workspace is known here; undefined before the first word of it. */
export const guarded = signal<boolean | undefined>(undefined);
/** The newest alarm of the live workspace since this page was opened. */
export const liveAlarm = signal<LiveAlarm | undefined>(undefined);
/** It has the screen until somebody chooses. */
export const taken = signal(false);

const live = (): string => workspaces.peek().find((one) => one.mode === Mode.LIVE)?.workspace ?? defaultWorkspace;

let again: ReturnType<typeof setInterval> | undefined;

const sounds = () => sound.peek() === 'on' && play('alarm', false);

/** The alarm's own words stand at once; what it did not say is asked for. */
export async function take(alarm: LiveAlarm): Promise<void> {
  liveAlarm.value = alarm;
  taken.value = true;
  clearInterval(again);
  again = setInterval(sounds, againAfterMs);
  sounds();
  const answer = await getImage({ workspace: live() });
  const incident = answer.ok && answer.value.incidents.find((one) => one.id === alarm.incident);
  if (incident && liveAlarm.peek() === alarm) {
    const { headline, kind, level } = incident;
    liveAlarm.value = { ...alarm, headline, kind, level };
  }
}

export function stay(): void {
  taken.value = false;
  clearInterval(again);
}

/** The board of the live workspace, on the incident. */
export function toLive(): string {
  const id = live();
  return `/${id === defaultWorkspace ? '' : `?ws=${encodeURIComponent(id)}`}#${encodeURIComponent(liveAlarm.value?.incident ?? '')}`;
}

/** Once, in an exercise: as long as somebody is signed in, and anew when the list has told which workspace is the live one. */
export function guardLive(): void {
  let watching = '';
  let watch: LiveWatch | undefined;
  effect(() => {
    const wanted = session.value === 'in' && workspaces.value.length > 0 ? live() : '';
    if (wanted === watching) return;
    watching = wanted;
    watch?.stop();
    watch = wanted
      ? new LiveWatch(streamUrl(), wanted, {
        alarm: (alarm) => void take(alarm),
        guarded: (known) => {
          guarded.value = known;
        },
      })
      : undefined;
    if (!wanted) guarded.value = undefined;
  });
}

// The parts of the page that are fetched after its first picture (desk.tsx, staffing.tsx), drawn when they have come.
import { signal } from '@preact/signals';
import type { ComponentProps, ComponentType } from 'preact';
import type { Page } from '../state/router';
import { Loading } from './loading';

type Desk = typeof import('../desk');
type Staffing = typeof import('../staffing');

const askAgainMs = 2_000;
const desk = signal<Desk | undefined>(undefined);
const staffing = signal<Staffing | undefined>(undefined);

/** Asks until it has come: contact may be lost just now. */
async function fetchPart<T>(part: { value: T | undefined }, load: () => Promise<T>): Promise<void> {
  try {
    part.value ??= await load();
  } catch {
    setTimeout(() => void fetchPart(part, load), askAgainMs);
  }
}

const begun = new Set<object>();

function begin<T>(part: { value: T | undefined }, load: () => Promise<T>): void {
  if (begun.has(part)) return;
  begun.add(part);
  void fetchPart(part, load);
}

/** Every page gets the desk; relief and duty come with the pages of the call-out. */
export function fetchParts(page: Page): void {
  begin(desk, () => import('../desk'));
  if (page.startsWith('/inkallning')) begin(staffing, () => import('../staffing'));
}

type LateProps = { of: 'desk'; name: 'Declare' } | { of: 'staffing'; name: 'Duties' | 'Relief' };

export function LatePage(props: LateProps) {
  const Found: ComponentType | undefined = props.of === 'desk' ? desk.value?.[props.name] : staffing.value?.[props.name];
  return Found ? <Found /> : <Loading />;
}

export function LateDialogs() {
  const [Dialogs, StaffingDialogs] = [desk.value?.Dialogs, staffing.value?.StaffingDialogs];
  return (
    <>
      {Dialogs && <Dialogs />}
      {StaffingDialogs && <StaffingDialogs />}
    </>
  );
}

export function LateOwnRelief(props: ComponentProps<Staffing['OwnRelief']>) {
  const OwnRelief = staffing.value?.OwnRelief;
  return OwnRelief ? <OwnRelief {...props} /> : null;
}

export function LateForecast(props: ComponentProps<Staffing['PositionForecast']>) {
  const PositionForecast = staffing.value?.PositionForecast;
  return PositionForecast ? <PositionForecast {...props} /> : null;
}

// The events of the journal as types: by the name of their field in JournalEntry.
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';

type Event = JournalEntry['event'];
export type EventCase = NonNullable<Event['case']>;
export type EventOf<K extends EventCase> = Extract<Event, { case: K }>['value'];

/** What an event does to the image. It must not change the event. */
export type Fold<K extends EventCase> = (image: WorkspaceImage, event: EventOf<K>, entry: JournalEntry) => void;

/** A table of folds may hold some of the events; evolve.ts sees to it that none is left out of all. */
export type Folds = { [K in EventCase]?: Fold<K> };

/** Events that change nothing a page shows, and have no fold: the timeline tells them. */
export type Unshown =
  | 'crisisSupportRouted' | 'crisisSupportOffered' | 'crisisSupportAccepted' | 'exerciseRecorded' | 'readinessRecorded'
  | 'monthlySummaryMade' | 'readinessYearBegan' | 'mandatePeriodBegan' | 'boundariesAdopted' | 'dutyGapFound' | 'dutyGapFilled'
  | 'wordSent' | 'gatewayLost' | 'gatewayRecovered' | 'gatewayPinned' | 'gatewayReleased' | 'reliefGapFound' | 'reliefGapFilled'
  | 'dutyContactsChecked' | 'drillPlanned' | 'drillStarted' | 'drillEnded'
  | 'proofKeyAdopted' | 'secrecyMarked' | 'secrecyLifted' | 'postLost' | 'postReturned'
  | 'passkeyChanged' | 'decisionSigned';

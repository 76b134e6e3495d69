// What whoever leaves tells whoever comes.
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { Handover } from '../gen/ckl/v1/relief_pb';
import { ms } from '../state/time';
import { ts } from '../text/staffing';
import { personName } from '../text/tell';
import { atWords } from '../ui/countdown';

export const noteFields = ['picture', 'openTasks', 'pendingDecisions', 'promises', 'contacts', 'nextClock'] as const;

export function HandoverNoteText({ handover, now }: { handover: Handover; now: WorkspaceImage }) {
  const words = ts().handover;
  const said = noteFields.filter((field) => handover.note?.[field]);
  return (
    <div class="handover-text">
      <p class="quiet">{words.wrote(personName(now, handover.outgoing), atWords(ms(handover.written) ?? 0))}</p>
      {said.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <dl>
          {said.map((field) => (
            <div key={field}>
              <dt>{words.note[field]}</dt>
              <dd>{handover.note?.[field]}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

// How long a position lasts, in words.
import type { Callout, CalloutPosition, WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { nowSeconds } from '../state/clock';
import { type Endurance, enduranceOf } from '../state/relief';
import { hrefOf } from '../state/router';
import { spanInMinutes } from '../state/time';
import { ts } from '../text/staffing';
import { positionName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { Icon } from '../ui/icons';
import { ReliefStrip } from './relief-strip';

export function Forecast({ row, at }: { row: Endurance; at: number }) {
  const words = ts().relief;
  const { staffedUntil, answeredUntil, red, again } = row;
  const lacks = staffedUntil <= at;
  return (
    <>
      <p class={red ? 'forecast late' : 'forecast'}>
        <Icon name={red ? 'late' : 'check'} />{' '}
        {again
          ? words.lackingUntil(atWords(again.from), atWords(again.until))
          : lacks
            ? words.lacking
            : words.staffedUntil(atWords(staffedUntil), spanInMinutes(staffedUntil - at))}
        {red && !lacks && <span class="tag tag-warning">{words.red}</span>}
      </p>
      {!lacks && answeredUntil < staffedUntil && (
        <p class="quiet">{answeredUntil > at ? words.answeredUntil(atWords(answeredUntil)) : words.answeredNone}</p>
      )}
    </>
  );
}

interface PositionProps {
  now: WorkspaceImage;
  callout: Callout;
  position: CalloutPosition;
}

/** For the call-out board: how long this position lasts, and the way to its relief. */
export function PositionForecast({ now, callout, position }: PositionProps) {
  const seconds = nowSeconds.value;
  if (seconds === undefined) return null;
  const at = seconds * 1000;
  const row = enduranceOf(now, callout, position, at);
  // Without a plan, that somebody is missing now stands above already.
  if (!row || (!row.plan && row.staffedUntil <= at)) return null;
  const name = positionName(now, row.position);
  return (
    <div class="position-relief">
      <div>
        <Forecast row={row} at={at} />
      </div>
      {row.plan && <ReliefStrip plan={row.plan} name={name} at={at} />}
      <a
        class="button"
        href={hrefOf('/inkallning/avlosning', reliefId(row))}
        data-page="/inkallning/avlosning"
        data-on={reliefId(row)}
      >
        {ts().relief.show}
        <span class="sr-only">: {name}</span>
      </a>
    </div>
  );
}

/** Where the position stands on the page of relief. */
export const reliefId = (row: Endurance): string => row.plan?.id ?? `${row.incident}-${row.position}`;

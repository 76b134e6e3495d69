// A position's next three days as one bar: filled where there are enough people, hatched where somebody lacks. The same in words for
// whoever does not see it.
import type { ReliefPlan } from '../gen/ckl/v1/relief_pb';
import { stretchesOf } from '../state/relief';
import { ms } from '../state/time';
import { ts } from '../text/staffing';
import { atWords } from '../ui/countdown';

const shownMs = 72 * 3_600_000;
const width = 720;
const height = 16;
const marksHours = [0, 24, 48, 72];

interface StripProps {
  plan: ReliefPlan;
  name: string;
  at: number;
}

export function ReliefStrip({ plan, name, at }: StripProps) {
  const parts = stretchesOf(plan, at, at + shownMs);
  const words = parts.map((one) => ts().relief.stripPart(one.there, plan.wanted, atWords(one.until))).join(', ');
  const x = (time: number) => (Math.max(0, time - at) / shownMs) * width;
  return (
    <figure class="strip-72">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={ts().relief.strip(name, words)}>
        <rect class="strip-ground" width={width} height={height} />
        {parts.map(({ from, until, there }) => (
          <rect
            key={from}
            class={there < plan.wanted ? 'strip-short' : 'strip-staffed'}
            x={x(from)}
            y={there < plan.wanted ? height * 0.6 : 0}
            width={Math.max(1, x(until) - x(from))}
            height={there < plan.wanted ? height * 0.4 : height}
          />
        ))}
        {plan.shifts.map((one) => ms(one.from) ?? 0).filter((from) => from > at && from < at + shownMs).map((from) => (
          <path key={from} class="strip-turn" d={`M${x(from)} 0v${height}`} />
        ))}
      </svg>
      <figcaption aria-hidden="true">
        {marksHours.map((hours) => (
          <span key={hours}>{hours === 0 ? ts().relief.stripNow : ts().relief.stripHours(hours)}</span>
        ))}
      </figcaption>
    </figure>
  );
}

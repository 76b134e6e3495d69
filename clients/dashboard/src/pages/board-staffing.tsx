// For how long there are people, and who is on duty: one line each on the board, with the way to the whole of it.
import type { ComponentChildren } from 'preact';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { nowSeconds } from '../state/clock';
import { dutiesAt, plansOf } from '../state/duty';
import { endurances } from '../state/relief';
import { hrefOf, type Page } from '../state/router';
import { t } from '../text';
import { dutyName, personName, positionName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { Icon, type IconName } from '../ui/icons';

export function StaffingLines({ now }: { now: WorkspaceImage }) {
  const seconds = nowSeconds.value;
  if (seconds === undefined) return null;
  const at = seconds * 1000;
  return (
    <>
      <ReliefLine now={now} at={at} />
      <DutyLine now={now} at={at} />
    </>
  );
}

interface LineProps {
  now: WorkspaceImage;
  at: number;
}

/** The position that runs dry first, of those that have a plan. */
function ReliefLine({ now, at }: LineProps) {
  const first = endurances(now, at).find((one) => one.plan);
  if (!first) return null;
  const name = positionName(now, first.position);
  const lacks = first.staffedUntil <= at;
  return (
    <Line page="/inkallning/avlosning" icon="clock" title={t().nav.relief} warns={first.red}>
      <span class={first.red ? 'late' : ''}>
        {lacks ? t().board.lacksNow(name) : t().board.lastsUntil(name, atWords(first.staffedUntil))}
      </span>
    </Line>
  );
}

/** Who has the functions that always have somebody; not told of while no roster says it. */
function DutyLine({ now, at }: LineProps) {
  const duties = dutiesAt(now, plansOf(now), at).filter((one) => one.mandatory && one.byRoster);
  if (duties.length === 0) return null;
  const gap = duties.some((one) => one.now.length === 0);
  return (
    <Line page="/inkallning/beredskap" icon="ring" title={t().nav.duty} warns={gap}>
      {duties.map((one) => {
        const names = one.now.map((turn) => personName(now, turn.person)).join(', ');
        return (
          <span key={one.function} class={names ? 'on-duty-now' : 'on-duty-now late'}>
            {dutyName(now, one.function)}: {names || t().board.nobodyNow}
          </span>
        );
      })}
    </Line>
  );
}

interface RowProps {
  page: Page;
  icon: IconName;
  title: string;
  warns: boolean;
  children: ComponentChildren;
}

function Line({ page, icon, title, warns, children }: RowProps) {
  return (
    <a class="callout-line" href={hrefOf(page)} data-page={page}>
      <Icon name={warns ? 'late' : icon} />
      <span class="callout-line-words">
        <strong>{title}</strong>
        <span class="quiet">{children}</span>
      </span>
      <Icon name="link" />
    </a>
  );
}
